import { App, Chart, Testing } from 'cdk8s';
import { Construct } from 'constructs';
import { AmbientMtlsMode, MtlsMode, NamespacePolicy, PortPolicy, Workload, WorkloadPolicy } from '../../src';
import { aChart, policiesOf, refusalsOf, workload } from '../support/app-builders';
import { catchNotices } from '../support/notices';

const notices = catchNotices();

describe('WorkloadPolicy', () => {
  test.each(Object.values(MtlsMode))('selects the workload in its namespace, under the construct\'s id: %s', (mode) => {
    const chart = aChart('policy-chart');
    new WorkloadPolicy(chart, 'finance', { workload: Workload.labelled('foo', { app: 'finance' }), mode, reason: 'a pilot project' });
    expect(Testing.synth(chart)).toEqual([{
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'finance', namespace: 'foo', annotations: { 'mtls.cdk8s.io/reason': 'a pilot project' } },
      spec: { selector: { matchLabels: { app: 'finance' } }, mtls: { mode } },
    }]);
  });

  test('writes its ports in ascending order, with the reason and the last day of each', () => {
    const chart = aChart();
    new WorkloadPolicy(chart, 'db', {
      workload: Workload.labelled('shop', { app: 'db' }),
      mode: MtlsMode.STRICT,
      reason: 'holds card data',
      ports: [
        PortPolicy.permissive(9102, { reason: 'scraped', until: '2999-09-30' }),
        PortPolicy.disable(3306, { reason: 'the server speaks first' }),
        PortPolicy.strict(33060, { reason: 'explicit' }),
      ],
    });
    const [{ metadata, spec }] = Testing.synth(chart);
    expect(Object.entries(spec.portLevelMtls)).toEqual([['3306', { mode: 'DISABLE' }], ['9102', { mode: 'PERMISSIVE' }], ['33060', { mode: 'STRICT' }]]);
    expect(metadata.annotations).toEqual({
      'mtls.cdk8s.io/reason': 'holds card data',
      'mtls.cdk8s.io/port-3306-reason': 'the server speaks first',
      'mtls.cdk8s.io/port-9102-reason': 'scraped',
      'mtls.cdk8s.io/port-9102-until': '2999-09-30',
      'mtls.cdk8s.io/port-33060-reason': 'explicit',
    });
  });

  test('keeps the name that it has in the cluster', () => {
    const chart = aChart();
    new WorkloadPolicy(chart, 'Any Id', { workload: Workload.labelled('shop', { app: 'db' }), mode: MtlsMode.STRICT, policyName: 'db-mtls' });
    expect(Testing.synth(chart)[0].metadata.name).toBe('db-mtls');
  });

  test('changes nothing in the output when policy and workload move in the tree', () => {
    const here = aChart();
    const there = aChart();
    for (const scope of [here, new Construct(new Construct(there, 'team'), 'component')]) {
      new WorkloadPolicy(scope, 'db-mtls', { workload: Workload.of(workload(scope, 'db')), mode: MtlsMode.STRICT });
    }
    expect(Testing.synth(there)).toEqual(Testing.synth(here));
  });

  test('follows a workload of another chart into its namespace', () => {
    const app = new App();
    const policies = aChart('mesh-policies', app, 'policies');
    const ledger = workload(aChart('pay', app, 'workloads'), 'ledger');
    new WorkloadPolicy(policies, 'ledger-mtls', { workload: Workload.of(ledger), mode: MtlsMode.STRICT });
    expect(Testing.synth(policies)[0].metadata).toEqual({ name: 'ledger-mtls', namespace: 'pay' });
  });

  test('has no namespace where the workload has none, as both are applied together', () => {
    const chart = new Chart(new App(), 'policies');
    new WorkloadPolicy(chart, 'ledger-mtls', { workload: Workload.of(workload(chart, 'ledger')), mode: MtlsMode.STRICT });
    expect(policiesOf(chart)[0].metadata).toEqual({ name: 'ledger-mtls' });
  });

  test('is not for a workload without a namespace from a chart that has one', () => {
    const app = new App();
    const ledger = workload(new Chart(app, 'bare'), 'ledger');
    new WorkloadPolicy(aChart('shop', app), 'ledger-mtls', { workload: Workload.of(ledger), mode: MtlsMode.STRICT });
    expect(refusalsOf(app)).toEqual([
      '[policies/ledger-mtls] workload: got Deployment ledger without a namespace in a chart of namespace shop; '
      + 'allowed: policy and workload in one namespace; set metadata.namespace of the workload',
    ]);
  });

  test('is not for pods of the root namespace, where Istio ignores selectors', () => {
    const chart = aChart();
    new WorkloadPolicy(chart, 'istiod', { workload: Workload.labelled('istio-system', { app: 'istiod' }), mode: MtlsMode.STRICT });
    expect(refusalsOf(chart)).toEqual([
      '[policies/istiod] workload: got pods of "istio-system", the root namespace, where Istio ignores policies with a selector; '
      + 'allowed: workloads of other namespaces; use MeshPolicy, or move the workload',
    ]);
  });

  test('wants a reason for a mode weaker than its namespace\'s', () => {
    const chart = aChart();
    new NamespacePolicy(chart, 'shop', { namespaceName: 'shop', mode: MtlsMode.STRICT });
    new WorkloadPolicy(chart, 'db', { workload: Workload.labelled('shop', { app: 'db' }), mode: MtlsMode.PERMISSIVE });
    expect(refusalsOf(chart)).toEqual([
      '[policies/db] PeerAuthentication shop/db is weaker than its parent without a reason: got PERMISSIVE under STRICT; '
      + 'allowed: STRICT or stronger, or a reason; set `reason`, which becomes an annotation',
    ]);
  });

  test('warns of labels that no pod of a known namespace has, and still emits the policy', () => {
    const chart = aChart();
    workload(chart, 'orders');
    new WorkloadPolicy(chart, 'db', { workload: Workload.labelled('shop', { app: 'typo' }), mode: MtlsMode.STRICT });
    expect(policiesOf(chart).map(({ metadata }) => metadata.name)).toEqual(['db']);
    expect(notices()).toEqual([
      'warning: [policies/db] MTLS105 PeerAuthentication shop/db (spec.selector.matchLabels): the policy selects nothing: got app=typo, and no pod of the namespace has them; '
      + 'allowed: labels of pods in namespace shop; write the labels as they stand in the pod template, or delete the policy',
    ]);
  });

  test('says nothing of labels in a namespace of which no workload is known', () => {
    const chart = aChart();
    new WorkloadPolicy(chart, 'db', { workload: Workload.labelled('elsewhere', { app: 'db' }), mode: MtlsMode.STRICT });
    expect(refusalsOf(chart)).toEqual([]);
    expect(notices()).toEqual([]);
  });
});

describe('WorkloadPolicy.ambient', () => {
  test.each(Object.values(AmbientMtlsMode))('selects the workload: %s', (mode) => {
    const chart = aChart('pay');
    WorkloadPolicy.ambient(chart, 'ledger', {
      workload: Workload.labelled('pay', { app: 'ledger' }), mode, ports: [PortPolicy.permissive(9102, { reason: 'scraped' })],
    });
    expect(Testing.synth(chart)).toEqual([{
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'ledger', namespace: 'pay', annotations: { 'mtls.cdk8s.io/port-9102-reason': 'scraped' } },
      spec: { selector: { matchLabels: { app: 'ledger' } }, mtls: { mode }, portLevelMtls: { 9102: { mode: 'PERMISSIVE' } } },
    }]);
  });

  test('refuses DISABLE, as mode and at a port, from a language whose compiler lets it through', () => {
    const ledger = Workload.labelled('pay', { app: 'ledger' });
    expect(() => WorkloadPolicy.ambient(aChart(), 'ledger', { workload: ledger, mode: MtlsMode.DISABLE as unknown as AmbientMtlsMode })).toThrow(
      new Error('policies/ledger: mode: got "DISABLE"; allowed: UNSET, PERMISSIVE, STRICT; use a member of AmbientMtlsMode, as DISABLE does nothing in ambient mode'));
    const disabled = PortPolicy.disable(3306, { reason: 'speaks first' }) as never;
    expect(() => WorkloadPolicy.ambient(aChart(), 'ledger', { workload: ledger, mode: AmbientMtlsMode.STRICT, ports: [disabled] })).toThrow(
      new Error('policies/ledger: ports: mode of a port: got "DISABLE"; allowed: PERMISSIVE, STRICT; use PortPolicy.permissive or PortPolicy.strict, as DISABLE does nothing in ambient mode'));
  });
});
