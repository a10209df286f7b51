import { usesAmbient } from '../../src/manifests/ambient-evidence';
import { aManifest } from '../support/a-manifest';
import { aSnapshot } from '../support/a-mesh';
import { aNamespace } from '../support/a-namespace';
import { aWorkload } from '../support/a-workload';

const ISTIOD = (value: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'istiod' },
  spec: { template: { spec: { containers: [{ name: 'discovery', env: [{ name: 'PILOT_ENABLE_AMBIENT', value }] }] } } },
});
const LABELS = { 'istio.io/dataplane-mode': 'ambient' };

describe('ambient mode', () => {
  test.each([
    ['a namespace is labelled for it', [], { namespaces: [aNamespace('shop', LABELS)] }],
    ['a pod is labelled for it', [], { workloads: [aWorkload('web', { podLabels: LABELS })] }],
    ['istiod has it switched on', [ISTIOD('true')], {}],
    ['ztunnel is installed', [{ apiVersion: 'apps/v1', kind: 'DaemonSet', metadata: { name: 'ztunnel' } }], {}],
    ['an installer has its profile', [{ apiVersion: 'install.istio.io/v1alpha1', kind: 'IstioOperator', spec: { profile: 'ambient' } }], {}],
    ['the operator is told to', [{ apiVersion: 'sailoperator.io/v1', kind: 'Istio', spec: { profile: 'ambient' } }], {}],
  ])('is used where %s', (_, objects: object[], facts) => {
    expect(usesAmbient(objects.map((object) => aManifest(object as never)), aSnapshot(facts))).toBe(true);
  });

  test.each([
    ['nothing speaks of it', []],
    ['istiod has it switched off', [ISTIOD('false')]],
    ['another profile is installed', [{ apiVersion: 'install.istio.io/v1alpha1', kind: 'IstioOperator', spec: { profile: 'default' } }]],
  ])('is not used where %s', (_, objects: object[]) => {
    expect(usesAmbient(objects.map((object) => aManifest(object as never)), aSnapshot())).toBe(false);
  });
});
