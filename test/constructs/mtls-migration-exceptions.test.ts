import type { Chart } from 'cdk8s';
import { MtlsException, MtlsMigration, MtlsMode, NamespacePolicy, PortPolicy, Wave, WaveStep, Workload, WorkloadPolicy } from '../../src';
import { aChart, modesOf, policiesOf, rawPolicy, refusalsOf, workload } from '../support/app-builders';
import { catchNotices } from '../support/notices';

const notices = catchNotices();

const { PERMISSIVE, STRICT } = WaveStep;
const METRICS = PortPolicy.permissive(9102, { reason: 'scraped from outside the mesh', until: '2999-12-31' });
const OF_SHOP = MtlsException.portInNamespace('shop', METRICS);
const BOTH_PORTS = [{ containerPort: 8080 }, { containerPort: 9102 }];

/** Namespace shop as one wave, with workload `orders` of ports 8080 and 9102. */
function migrating(exceptions: MtlsException[], what: { waves?: Wave[]; step?: WaveStep } = {}): { chart: Chart; orders: Workload } {
  const chart = aChart();
  const orders = Workload.of(workload(chart, 'orders', { ports: BOTH_PORTS }));
  const waves = what.waves ?? [Wave.namespaces('shop', ['shop'])];
  new MtlsMigration(chart, 'to-strict', { waves, exceptions, steps: { shop: what.step ?? STRICT } });
  return { chart, orders };
}

describe('an exception whose port only a later wave has', () => {
  const exceptions: [string, MtlsException][] = [['the mesh', MtlsException.portInMesh(METRICS)], ['a namespace', OF_SHOP]];

  /** Port 9102 is in no workload of wave `canary`. */
  function inWaves(exception: MtlsException, steps: Record<string, WaveStep>): Chart {
    const chart = aChart();
    const early = Workload.of(workload(chart, 'early'));
    workload(chart, 'late', { ports: [{ containerPort: 9102 }] });
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('canary', [early]), Wave.namespaces('shop', ['shop'])], exceptions: [exception], steps });
    return chart;
  }

  test.each(exceptions)('waits for that wave and says nothing: of %s', (_, exception) => {
    expect(modesOf(inWaves(exception, { canary: PERMISSIVE }))).toEqual({ 'shop/early-deployment': 'PERMISSIVE' });
    expect(modesOf(inWaves(exception, {}))).toEqual({});
    expect(notices()).toEqual([]);
  });

  test.each(exceptions)('is emitted once that wave has started: of %s', (_, exception) => {
    expect(modesOf(inWaves(exception, { canary: PERMISSIVE, shop: PERMISSIVE }))).toEqual({
      'shop/early-deployment': 'PERMISSIVE', 'shop/default': 'PERMISSIVE', 'shop/late-deployment': 'UNSET 9102:PERMISSIVE',
    });
  });

  test('is refused where no wave has it, before any has started', () => {
    const chart = inWaves(MtlsException.portInNamespace('shop', PortPolicy.permissive(9999, { reason: 'a typo' })), {});
    expect(refusalsOf(chart)).toEqual([expect.stringContaining('no workload there with a proxy has the port: got 9999')]);
  });
});

describe('an exception that no wave covers is a warning', () => {
  test.each([
    ['of a port in a namespace', () => OF_SHOP],
    ['of a port of a workload', (orders: Workload) => MtlsException.port(orders, METRICS)],
    ['of a workload', (orders: Workload) => MtlsException.workload(orders, { reason: 'no proxy for Windows' })],
  ])('%s', (_, exceptionOf) => {
    const chart = aChart();
    const exception = exceptionOf(Workload.of(workload(chart, 'orders', { ports: BOTH_PORTS })));
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.namespaces('bank', ['bank'])], exceptions: [exception], steps: { bank: STRICT } });
    expect(modesOf(chart)).toEqual({ 'bank/default': 'STRICT' });
    expect(notices()).toEqual([expect.stringMatching(/^warning: \[policies\/to-strict\] exception of .*: no wave covers it: got Deployment shop\/orders in no wave, so that nothing is emitted for it; /)]);
  });

  test('also where another workload of the namespace is in one, but lacks the port', () => {
    const chart = aChart();
    const other = Workload.of(workload(chart, 'other'));
    workload(chart, 'orders', { ports: BOTH_PORTS });
    new MtlsMigration(chart, 'to-strict', { waves: [Wave.workloads('other', [other])], exceptions: [OF_SHOP], steps: { other: STRICT } });
    expect(modesOf(chart)).toEqual({ 'shop/other-deployment': 'STRICT' });
    expect(notices()).toEqual([expect.stringContaining('exception of namespace shop: no wave covers it')]);
  });
});

describe('an exception for a port that the policy of the workload names', () => {
  const raw = (chart: Chart, mode: string, annotations = {}) => rawPolicy(chart, 'raw', { name: 'orders', namespace: 'shop', ...annotations }, {
    selector: { matchLabels: { app: 'orders' } }, mtls: { mode: 'STRICT' }, portLevelMtls: { 9102: { mode } },
  });

  test.each(['DISABLE', 'STRICT', 'UNSET', 'PERMISSIVE'])('in a manifest at %s is applied, with its reason', (mode) => {
    const { chart } = migrating([OF_SHOP]);
    raw(chart, mode);
    expect(modesOf(chart)).toEqual({ 'shop/default': 'STRICT', 'shop/orders': 'STRICT 9102:PERMISSIVE' });
    const policy = policiesOf(chart).find(({ metadata }) => metadata.name === 'orders');
    expect(policy.metadata.annotations).toEqual({ 'mtls.cdk8s.io/port-9102-reason': METRICS.reason, 'mtls.cdk8s.io/port-9102-until': '2999-12-31' });
    expect(notices()).toEqual([]);
  });

  test.each([
    ['another mode: with a warning', PortPolicy.disable(9102, { reason: 'speaks first' }), 'DISABLE', 1],
    ['another mode, be it STRICT: with a warning', PortPolicy.strict(9102, { reason: 'scraped from inside' }), 'STRICT', 1],
    ['the same mode: without one', PortPolicy.permissive(9102, { reason: 'ours' }), 'PERMISSIVE', 0],
  ])('gives way to a construct\'s own, which has a reason: %s', (_, port, mode, warnings) => {
    const { chart, orders } = migrating([OF_SHOP]);
    new WorkloadPolicy(chart, 'orders-mtls', { workload: orders, mode: MtlsMode.STRICT, ports: [port] });
    expect(modesOf(chart)).toEqual({ 'shop/default': 'STRICT', 'shop/orders-mtls': `STRICT 9102:${mode}` });
    expect(notices()).toEqual([
      'warning: [policies/to-strict] port exception of namespace shop gives way at workload port 9102 of Deployment shop/orders: got PERMISSIVE, '
      + `but ${mode} from policies/orders-mtls; allowed: one mode per port, of which the nearer one holds; change one, or remove it`,
    ].slice(0, warnings));
  });

  test('gives way to an exceptPort, with a warning that names both', () => {
    const { chart, orders } = migrating([OF_SHOP]);
    new WorkloadPolicy(chart, 'orders-mtls', { workload: orders, mode: MtlsMode.STRICT });
    new NamespacePolicy(chart, 'shop', { namespaceName: 'shop', mode: MtlsMode.STRICT }).exceptPort(PortPolicy.disable(9102, { reason: 'speaks first' }));
    expect(modesOf(chart)).toEqual({ 'shop/default': 'STRICT', 'shop/orders-mtls': 'STRICT 9102:DISABLE' });
    expect(notices()).toEqual([expect.stringMatching(/^warning: \[policies\/to-strict\] .*got PERMISSIVE, but DISABLE from policies\/shop; /)]);
  });
});

test('the reason of a workload\'s exception is written, also where the manifest has the mode already', () => {
  const chart = aChart();
  const orders = Workload.of(workload(chart, 'orders'));
  rawPolicy(chart, 'raw', { name: 'orders', namespace: 'shop' }, { selector: { matchLabels: { app: 'orders' } }, mtls: { mode: 'PERMISSIVE' } });
  new MtlsMigration(chart, 'to-strict', {
    waves: [Wave.namespaces('shop', ['shop'])], exceptions: [MtlsException.workload(orders, { reason: 'no proxy for Windows' })], steps: { shop: STRICT },
  });
  expect(policiesOf(chart)[0]).toMatchObject({ metadata: { annotations: { 'mtls.cdk8s.io/reason': 'no proxy for Windows' } }, spec: { mtls: { mode: 'PERMISSIVE' } } });
});
