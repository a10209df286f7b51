import { Testing } from 'cdk8s';
import { AmbientMtlsMode, MeshPolicy, MtlsMode, PortPolicy } from '../../src';
import { aChart, namespace, policiesOf, workload } from '../support/app-builders';

describe('MeshPolicy.ambient', () => {
  test.each(Object.values(AmbientMtlsMode))('is the mesh-wide PeerAuthentication: %s', (mode) => {
    const chart = aChart();
    MeshPolicy.ambient(chart, 'mesh', { mode });
    expect(Testing.synth(chart)).toEqual([{
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'default', namespace: 'istio-system' },
      spec: { mtls: { mode } },
    }]);
  });

  test('refuses DISABLE from a language whose compiler lets it through', () => {
    expect(() => MeshPolicy.ambient(aChart(), 'mesh', { mode: MtlsMode.DISABLE as unknown as AmbientMtlsMode })).toThrow(
      new Error('policies/mesh: mode: got "DISABLE"; allowed: UNSET, PERMISSIVE, STRICT; use a member of AmbientMtlsMode, as DISABLE does nothing in ambient mode'));
  });

  test('excepts a port at every workload that has it', () => {
    const chart = aChart();
    namespace(chart, 'shop', { 'istio.io/dataplane-mode': 'ambient' });
    workload(chart, 'orders', { ports: [{ containerPort: 9102 }] });
    MeshPolicy.ambient(chart, 'mesh', { mode: AmbientMtlsMode.STRICT }).exceptPort(PortPolicy.permissive(9102, { reason: 'scraped' }));
    expect(policiesOf(chart).map(({ metadata, spec }) => [metadata.name, spec.portLevelMtls])).toEqual([
      ['default', undefined],
      ['orders-deployment', { 9102: { mode: 'PERMISSIVE' } }],
    ]);
  });
});
