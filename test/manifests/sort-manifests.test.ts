import { sortManifests } from '../../src/manifests/sort-manifests';
import { aManifest, ANY_JSON } from '../support/a-manifest';

const anObject = (apiVersion: unknown, kind: unknown) => aManifest({ apiVersion, kind, spec: { template: { spec: { containers: [{}] } } } });

test.each<[unknown, string, boolean]>([
  ['v1', 'Service', true], ['serving.knative.dev/v1', 'Service', false], ['v1', 'Namespace', true], ['example.com/v1', 'Namespace', false],
  ['networking.k8s.io/v1', 'Ingress', true], ['extensions/v1beta1', 'Ingress', true], ['networking.k8s.io.example/v1', 'Ingress', false],
  ['networking.istio.io/v1', 'Gateway', false], ['gateway.networking.k8s.io/v1', 'Gateway', true], ['security.istio.io', 'PeerAuthentication', false],
  ['networking.istio.io/v1', 'PeerAuthentication', false], ['security.istio.io/v1', 'PeerAuthentication', true], ['security.istio.io/v1beta1', 'PeerAuthentication', true],
])('of %s, a %s is what we mean: %s', (apiVersion, kind, expected) => {
  expect(sortManifests([anObject(apiVersion, kind)]).of(kind)).toHaveLength(expected ? 1 : 0);
});

test('kinds keep their order', () => {
  const [one, other, pod] = [anObject('v1', 'Service'), anObject('v1', 'Service'), anObject('v1', 'Pod')];
  const sorted = sortManifests([one, pod, other]);
  expect(sorted.of('Service')).toEqual([one, other]);
  expect(sorted.workloads).toEqual([pod]);
});

test('what else holds a pod template is a workload', () => {
  const sorted = sortManifests([anObject('argoproj.io/v1alpha1', 'Rollout'), anObject('v1', 'Service'), aManifest({ apiVersion: 'example.com/v1', kind: 'Rollout' })]);
  expect(sorted.workloads).toHaveLength(1);
});

test.each(['constructor', '__proto__', 'toString'])('%s is no kind', (kind) => {
  expect(sortManifests([aManifest({ apiVersion: 'v1', kind })]).workloads).toEqual([]);
  expect(sortManifests([]).of(kind)).toEqual([]);
});

test('whatever the manifests hold, sorting them does not throw', () => {
  for (const value of ANY_JSON) {
    expect(() => sortManifests([anObject(value, value), anObject(value, 'Service'), aManifest({ kind: 'Rollout', spec: value }), aManifest({ kind: 'Rollout', spec: { template: value } })])).not.toThrow();
  }
});
