import { App, Chart, Testing } from 'cdk8s';
import { Mesh, MeshPolicy, MtlsMode } from '../../src';

describe('MeshPolicy', () => {
  test('is the PeerAuthentication "default" of the root namespace, without a selector', () => {
    const chart = new Chart(new App(), 'policies');
    new MeshPolicy(chart, 'mesh', { mode: MtlsMode.STRICT });
    expect(Testing.synth(chart)).toEqual([{
      apiVersion: 'security.istio.io/v1',
      kind: 'PeerAuthentication',
      metadata: { name: 'default', namespace: 'istio-system' },
      spec: { mtls: { mode: 'STRICT' } },
    }]);
  });

  test('lies in the root namespace that is configured after it', () => {
    const chart = new Chart(new App(), 'policies');
    new MeshPolicy(chart, 'mesh', { mode: MtlsMode.STRICT });
    Mesh.of(chart).configure({ rootNamespace: 'istio-config' });
    expect(Testing.synth(chart)[0].metadata.namespace).toBe('istio-config');
  });
});
