import { Testing } from 'cdk8s';
import { AmbientMtlsMode, MtlsMode, NamespacePolicy, PortPolicy } from '../../src';
import { aChart, namespace, policiesOf, workload } from '../support/app-builders';

describe('NamespacePolicy.ambient', () => {
  test.each(Object.values(AmbientMtlsMode))('is the PeerAuthentication of its namespace: %s', (mode) => {
    const chart = aChart();
    NamespacePolicy.ambient(chart, 'pay', { namespaceName: 'pay', mode });
    expect(Testing.synth(chart)).toEqual([{
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'default', namespace: 'pay' },
      spec: { mtls: { mode } },
    }]);
  });

  test('refuses DISABLE from a language whose compiler lets it through', () => {
    const mode = MtlsMode.DISABLE as unknown as AmbientMtlsMode;
    expect(() => NamespacePolicy.ambient(aChart(), 'pay', { namespaceName: 'pay', mode })).toThrow(
      new Error('policies/pay: mode: got "DISABLE"; allowed: UNSET, PERMISSIVE, STRICT; use a member of AmbientMtlsMode, as DISABLE does nothing in ambient mode'));
  });

  test('excepts a port at the workloads that have it, in a namespace in ambient mode', () => {
    const chart = aChart('pay');
    namespace(chart, 'pay', { 'istio.io/dataplane-mode': 'ambient' });
    workload(chart, 'ledger', { ports: [{ containerPort: 9102 }] });
    const policy = NamespacePolicy.ambient(chart, 'policy', { namespaceName: 'pay', mode: AmbientMtlsMode.STRICT });
    policy.exceptPort(PortPolicy.permissive(9102, { reason: 'scraped' }));
    expect(policiesOf(chart).map(({ metadata, spec }) => [metadata.name, spec])).toEqual([
      ['default', { mtls: { mode: 'STRICT' } }],
      ['ledger-deployment', { selector: { matchLabels: { app: 'ledger' } }, mtls: { mode: 'UNSET' }, portLevelMtls: { 9102: { mode: 'PERMISSIVE' } } }],
    ]);
  });
});
