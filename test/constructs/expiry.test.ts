import { Chart } from 'cdk8s';
import { Mesh, MtlsException, MtlsMigration, MtlsMode, NamespacePolicy, PortPolicy, Wave, WaveStep, Workload, WorkloadPolicy } from '../../src';
import { aChart, refusalsOf, workload } from '../support/app-builders';

const UNTIL = { reason: 'until the scraper has a proxy', until: '2027-09-30' };
const REMEDY = 'allowed: a day that is not over; remove the exception, or agree on a later day';

function expired(path: string, what: string, today: string): string {
  return `[${path}] exception of PeerAuthentication ${what} has expired: got until 2027-09-30 (until the scraper has a proxy), today is ${today}; ${REMEDY}`;
}

function exceptPort(chart: Chart): void {
  new WorkloadPolicy(chart, 'db', { workload: Workload.labelled('shop', { app: 'db' }), mode: MtlsMode.STRICT, ports: [PortPolicy.permissive(9102, UNTIL)] });
}

const saved = process.env.MTLS_TODAY;
afterEach(() => {
  if (saved === undefined) delete process.env.MTLS_TODAY;
  else process.env.MTLS_TODAY = saved;
});

describe('an exception with a last day', () => {
  test.each([['2027-09-30', []], ['2026-01-01', []], ['2027-10-01', [expired('policies/db', 'shop/db port 9102', '2027-10-01')]]])(
    'holds through that day: on %s', (today, expected) => {
      const chart = aChart();
      Mesh.of(chart).configure({ today });
      exceptPort(chart);
      expect(refusalsOf(chart)).toEqual(expected);
    });

  test('ends by the environment\'s day', () => {
    const chart = aChart();
    exceptPort(chart);
    process.env.MTLS_TODAY = '2027-09-30';
    expect(refusalsOf(chart)).toEqual([]);
    const late = aChart();
    exceptPort(late);
    process.env.MTLS_TODAY = '2028-01-01';
    expect(refusalsOf(late)).toEqual([expired('policies/db', 'shop/db port 9102', '2028-01-01')]);
  });

  test('ends by the day in code, where code and environment both say one', () => {
    const chart = aChart();
    process.env.MTLS_TODAY = '2028-01-01';
    Mesh.of(chart).configure({ today: '2027-01-01' });
    exceptPort(chart);
    expect(refusalsOf(chart)).toEqual([]);
  });

  test('ends by the system\'s day, where neither says one', () => {
    delete process.env.MTLS_TODAY;
    jest.useFakeTimers({ now: new Date('2027-10-01T00:00:00Z'), doNotFake: ['queueMicrotask', 'nextTick'] });
    try {
      const chart = aChart();
      exceptPort(chart);
      expect(refusalsOf(chart)).toEqual([expired('policies/db', 'shop/db port 9102', '2027-10-01')]);
    } finally {
      jest.useRealTimers();
    }
  });

  test.each(['tomorrow', '2027-02-30', '', '30.09.2027'])('cannot be held against an MTLS_TODAY that is no day: "%s"', (today) => {
    const chart = aChart();
    exceptPort(chart);
    process.env.MTLS_TODAY = today;
    expect(refusalsOf(chart)).toEqual([
      `[] MTLS_TODAY: got ${JSON.stringify(today)}; allowed: a day as YYYY-MM-DD; set it to the day that the build stands for, or unset it`,
    ]);
  });

  test('may be a mode', () => {
    const chart = aChart();
    Mesh.of(chart).configure({ today: '2027-10-01' });
    new NamespacePolicy(chart, 'shop', { namespaceName: 'shop', mode: MtlsMode.DISABLE, ...UNTIL });
    expect(refusalsOf(chart)).toEqual([expired('policies/shop', 'shop/default', '2027-10-01')]);
  });

  test('is named once for each policy that it is spread to, at the construct that declares it', () => {
    const chart = aChart();
    Mesh.of(chart).configure({ today: '2027-10-01' });
    for (const name of ['a', 'b']) workload(chart, name, { ports: [{ containerPort: 9102 }] });
    new NamespacePolicy(chart, 'shop', { namespaceName: 'shop', mode: MtlsMode.STRICT }).exceptPort(PortPolicy.permissive(9102, UNTIL));
    expect(refusalsOf(chart)).toEqual([
      expired('policies/shop', 'shop/a-deployment port 9102', '2027-10-01'),
      expired('policies/shop', 'shop/b-deployment port 9102', '2027-10-01'),
    ]);
  });

  test('may be a migration\'s: of a port, and of a whole workload', () => {
    const chart = aChart();
    Mesh.of(chart).configure({ today: '2027-10-01' });
    const [a, b] = ['a', 'b'].map((name) => Workload.of(workload(chart, name)));
    new MtlsMigration(chart, 'to-strict', {
      waves: [Wave.workloads('canary', [a, b])],
      exceptions: [MtlsException.port(a, PortPolicy.permissive(8080, UNTIL)), MtlsException.workload(b, UNTIL)],
      steps: { canary: WaveStep.PERMISSIVE },
    });
    expect(refusalsOf(chart)).toEqual([
      expired('policies/to-strict', 'shop/a-deployment port 8080', '2027-10-01'),
      expired('policies/to-strict', 'shop/b-deployment', '2027-10-01'),
    ]);
  });
});
