import * as fc from 'fast-check';
import type { MeshModel } from '../../src/engine/mesh-model';
import type { PortReference } from '../../src/engine/resolve-port';
import { SpreadPort, spreadPorts } from '../../src/engine/spread-port';
import { Findings } from '../../src/model/findings';
import { MtlsMode } from '../../src/model/mtls-mode';
import type { PolicyDraft, PortRule } from '../../src/model/policy-draft';
import type { WorkloadFacts } from '../../src/model/workload-facts';
import { aMesh } from '../support/a-mesh';
import { aBook, aWorkloadPolicy } from '../support/a-policy';
import { aService, aWorkload } from '../support/a-workload';
import { someWorkloads } from '../support/arbitraries';
import { reportsOf } from '../support/reports';

const RULE = { mode: MtlsMode.PERMISSIVE, reason: 'probes of the old balancer' };
const PORT_8080: PortReference = { by: 'number', port: 8080 };

function anException(among: WorkloadFacts[], what: Partial<SpreadPort> = {}): SpreadPort {
  return { source: 'app/policy', reference: PORT_8080, rule: RULE, among, where: 'namespace shop', ...what };
}

function spread(workloads: WorkloadFacts[], drafts: PolicyDraft[] = [], what: Partial<SpreadPort> = {}, mesh = aMesh({ workloads })) {
  return spreadAll([anException(workloads, what)], drafts, mesh);
}

function spreadAll(exceptions: SpreadPort[], drafts: PolicyDraft[], mesh: MeshModel) {
  const book = aBook(...drafts);
  const findings = new Findings();
  spreadPorts(mesh, book, exceptions, findings);
  const policies = book.all().map(({ name, mode, ports }) => ({ name, mode, ports: [...ports] }));
  return { book, policies, reports: reportsOf(findings) };
}

const policyNamed = (name: string) => ({ name, mode: 'UNSET', ports: [[8080, RULE]] });

describe('a port exception', () => {
  test('makes a policy for each workload that has the port', () => {
    const workloads = [aWorkload('web'), aWorkload('api'), aWorkload('worker', { ports: [{ number: 9090 }] })];
    expect(spread(workloads)).toMatchObject({ policies: [policyNamed('api-deployment'), policyNamed('web-deployment')], reports: [] });
  });

  test('writes into the policy that a workload has', () => {
    const { policies } = spread([aWorkload('web')], [aWorkloadPolicy('team', { app: 'web' }, MtlsMode.STRICT, { ports: new Map([[9090, { mode: MtlsMode.DISABLE }]]) })]);
    expect(policies).toEqual([{ name: 'team', mode: 'STRICT', ports: [[9090, { mode: 'DISABLE' }], [8080, RULE]] }]);
  });

  test('keeps what a policy says of the port already', () => {
    const { policies } = spread([aWorkload('web')], [aWorkloadPolicy('team', { app: 'web' }, MtlsMode.UNSET, { ports: new Map([[8080, { mode: MtlsMode.STRICT }]]) })]);
    expect(policies).toEqual([{ name: 'team', mode: 'UNSET', ports: [[8080, { mode: 'STRICT' }]] }]);
  });

  test('gives a workload the port that its own Service leads to', () => {
    const workloads = [aWorkload('web', { ports: [{ number: 3000, name: 'http' }] })];
    const mesh = aMesh({ workloads, services: [aService('web', { ports: [{ number: 80, target: 'http' }] })] });
    const reference: PortReference = { by: 'service', service: { namespace: 'shop', name: 'web' }, port: 80 };
    expect(spread(workloads, [], { reference }, mesh).policies).toEqual([{ name: 'web-deployment', mode: 'UNSET', ports: [[3000, RULE]] }]);
  });

  test('gives each workload the port of a name, whatever its number is there', () => {
    const workloads = [aWorkload('web', { ports: [{ number: 1, name: 'admin' }] }), aWorkload('api', { ports: [{ number: 2, name: 'admin' }] })];
    expect(spread(workloads, [], { reference: { by: 'name', name: 'admin' } }).policies)
      .toEqual([{ name: 'api-deployment', mode: 'UNSET', ports: [[2, RULE]] }, { name: 'web-deployment', mode: 'UNSET', ports: [[1, RULE]] }]);
  });

  test('makes one policy for workloads of which one\'s labels select the other too', () => {
    const workloads = [aWorkload('canary', { podLabels: { app: 'web', track: 'canary' } }), aWorkload('web')];
    expect(spread(workloads)).toMatchObject({ policies: [policyNamed('web-deployment')], reports: [] });
  });

  test('refuses, rather than write a second policy, where labels overlap both ways', () => {
    const workloads = [
      aWorkload('a', { podLabels: { a: '1' } }),
      aWorkload('b', { podLabels: { b: '1' } }),
      aWorkload('both', { podLabels: { a: '1', b: '1' } }),
    ];
    const { policies, reports } = spread(workloads);
    expect(policies).toEqual([policyNamed('a-deployment')]);
    expect(reports).toEqual([expect.stringMatching(/^error app\/policy: Deployment shop\/b cannot have a policy of its own/)]);
  });

  test('refuses to give the port to a workload of the policy that is not meant', () => {
    const workloads = [aWorkload('web', { podLabels: { team: 'a' } }), aWorkload('api', { podLabels: { team: 'a' } })];
    const { reports } = spread(workloads, [aWorkloadPolicy('team', { team: 'a' }, MtlsMode.STRICT)], { among: [workloads[0]], where: 'Deployment shop/web' });
    expect(reports).toEqual([expect.stringMatching(/port exception 8080 of Deployment shop\/web would also be one of Deployment shop\/api/)]);
  });

  test('does not mind a workload of the policy that lacks the port', () => {
    const workloads = [aWorkload('web', { podLabels: { team: 'a' } }), aWorkload('api', { podLabels: { team: 'a' }, ports: [{ number: 9090 }] })];
    expect(spread(workloads, [aWorkloadPolicy('team', { team: 'a' }, MtlsMode.STRICT)], { among: [workloads[0]] }).reports).toEqual([]);
  });

  test('refuses a workload that a policy of somebody else selects', () => {
    const { policies, reports } = spread([aWorkload('web')], [aWorkloadPolicy('theirs', { app: 'web' }, MtlsMode.STRICT, { origin: 'foreign' })]);
    expect(policies).toEqual([{ name: 'theirs', mode: 'STRICT', ports: [] }]);
    expect(reports).toEqual([expect.stringContaining('which this app does not own')]);
  });

  test('is content where the policy of somebody else says so already', () => {
    const theirs = aWorkloadPolicy('theirs', { app: 'web' }, MtlsMode.STRICT, { origin: 'foreign', ports: new Map([[8080, { mode: MtlsMode.PERMISSIVE }]]) });
    expect(spread([aWorkload('web')], [theirs]).reports).toEqual([]);
  });
});

describe('a port exception leaves out', () => {
  test.each([
    ['the root namespace, where Istio ignores selectors', { namespace: 'istio-system' }],
    ['Kubernetes\'s own namespaces', { namespace: 'kube-system' }],
    ['pods without a proxy', { podLabels: { 'app': 'web', 'sidecar.istio.io/inject': 'false' } }],
  ])('%s, and says that no other workload has the port', (_, what) => {
    const { policies, reports } = spread([aWorkload('web', what)]);
    expect(policies).toEqual([]);
    expect(reports).toEqual([expect.stringMatching(/^warning app\/policy: port exception 8080 of namespace shop: no workload of it has a proxy, so no policy is emitted/)]);
  });

  test('nothing of a namespace that is not among the manifests', () => {
    const workloads = [aWorkload('web', { namespace: 'elsewhere' })];
    expect(spread(workloads).policies).toEqual([policyNamed('web-deployment')]);
  });

  test('nothing and is an error where the known workloads lack the port', () => {
    const { policies, reports } = spread([aWorkload('web', { ports: [{ number: 9090 }] })], [], { reference: { by: 'name', name: 'admin' } });
    expect(policies).toEqual([]);
    expect(reports).toEqual([expect.stringMatching(/^error app\/policy: port exception of namespace shop: no workload there with a proxy has the port: got "admin"/)]);
  });
});

describe('an exception that insists', () => {
  const web = aWorkload('web');
  const saying = (rule: PortRule) => [aWorkloadPolicy('team', { app: 'web' }, MtlsMode.STRICT, { ports: new Map([[8080, rule]]) })];

  test('replaces what a policy says of the port without a reason', () => {
    expect(spread([web], saying({ mode: MtlsMode.STRICT }), { isInsisting: true })).toMatchObject({ policies: [{ name: 'team', ports: [[8080, RULE]] }], reports: [] });
  });

  test('gives way to what has a reason, with a warning where the modes differ', () => {
    const rule = { mode: MtlsMode.DISABLE, reason: 'speaks first' };
    expect(spread([web], saying(rule), { isInsisting: true })).toMatchObject({
      policies: [{ name: 'team', ports: [[8080, rule]] }],
      reports: [expect.stringMatching(/^warning app\/policy: .*gives way at workload port 8080 of Deployment shop\/web: got PERMISSIVE, but DISABLE from policies\.yaml/)],
    });
    expect(spread([web], saying({ ...rule, source: 'app/shop' }), { isInsisting: true }).reports).toEqual([expect.stringContaining('but DISABLE from app/shop')]);
    expect(spread([web], saying({ ...rule, mode: RULE.mode }), { isInsisting: true }).reports).toEqual([]);
  });
});

test('an exception is not written where it is not due, but its port counts as found', () => {
  const [early, late] = [aWorkload('early', { ports: [{ number: 9090 }] }), aWorkload('late')];
  expect(spread([early, late], [], { isDue: (workload) => workload === early })).toMatchObject({ policies: [], reports: [] });
  expect(spread([early], [], { isDue: () => false }).reports).toHaveLength(1);
});

describe('several exceptions', () => {
  const web = aWorkload('web', { ports: [{ number: 8080, name: 'http' }, { number: 9090 }] });
  const canary = aWorkload('canary', { podLabels: { app: 'web', track: 'canary' } });

  test('share the policy of a workload', () => {
    const { policies } = spreadAll([anException([web]), anException([web], { reference: { by: 'number', port: 9090 } })], [], aMesh({ workloads: [web] }));
    expect(policies).toEqual([{ name: 'web-deployment', mode: 'UNSET', ports: [[8080, RULE], [9090, RULE]] }]);
  });

  test('share a policy whose selector is the broader one, whichever comes first', () => {
    const exceptions = [anException([canary], { where: 'canary' }), anException([web], { reference: { by: 'number', port: 9090 }, where: 'web' })];
    for (const list of [exceptions, [...exceptions].reverse()]) {
      expect(spreadAll(list, [], aMesh({ workloads: [web, canary] })).policies.map(({ name }) => name)).toEqual(['web-deployment']);
    }
  });

  test('for one port: the first in the list holds', () => {
    const other = { mode: MtlsMode.DISABLE, reason: 'another' };
    const { policies, reports } = spreadAll([anException([web], { where: 'Deployment shop/web' }), anException([web], { rule: other })], [], aMesh({ workloads: [web] }));
    expect(policies).toEqual([{ name: 'web-deployment', mode: 'UNSET', ports: [[8080, RULE]] }]);
    expect(reports).toEqual([]);
  });

  test('together may mean every workload of a policy', () => {
    const workloads = [aWorkload('web', { podLabels: { team: 'a' } }), aWorkload('api', { podLabels: { team: 'a' } })];
    const exceptions = workloads.map((workload) => anException([workload], { where: workload.name }));
    const { policies, reports } = spreadAll(exceptions, [aWorkloadPolicy('team', { team: 'a' }, MtlsMode.STRICT)], aMesh({ workloads }));
    expect(policies).toEqual([{ name: 'team', mode: 'STRICT', ports: [[8080, RULE]] }]);
    expect(reports).toEqual([]);
  });

  test('for one port, of one construct and one place, are refused', () => {
    const byName = anException([web], { reference: { by: 'name', name: 'http' }, rule: { ...RULE } });
    const { reports } = spreadAll([anException([web]), byName], [], aMesh({ workloads: [web] }));
    expect(reports).toEqual([expect.stringMatching(/^error app\/policy: .*8080.*twice.*allowed: one exception per port/)]);
  });
});

describe('whatever the labels of the workloads are', () => {
  test('never two policies select one workload', () => {
    fc.assert(fc.property(someWorkloads, (workloads) => {
      const { book } = spread(workloads);
      for (const workload of workloads) expect(book.selecting(workload).length).toBeLessThanOrEqual(1);
    }));
  });

  test('each workload with the port has it excepted, or there is an error', () => {
    fc.assert(fc.property(someWorkloads, (workloads) => {
      const { book, reports } = spread(workloads);
      const open = workloads.filter((workload) => workload.ports[0].number === 8080 && book.policyOf(workload)?.ports.get(8080) !== RULE);
      expect(open.length === 0 || reports.some((report) => report.startsWith('error'))).toBe(true);
    }));
  });

  test('their order does not matter', () => {
    const inAnyOrder = someWorkloads.chain((workloads) => {
      return fc.tuple(fc.constant(workloads), fc.shuffledSubarray(workloads, { minLength: workloads.length }));
    });
    fc.assert(fc.property(inAnyOrder, ([workloads, shuffled]) => {
      const [one, other] = [spread(workloads), spread(shuffled)];
      expect(other.policies).toEqual(one.policies);
      expect(other.reports).toEqual(one.reports);
    }));
  });

  test('spreading twice equals once', () => {
    fc.assert(fc.property(someWorkloads, (workloads) => {
      const once = spread(workloads);
      expect(spread(workloads, [...once.book.all()]).policies).toEqual(once.policies);
    }));
  });
});
