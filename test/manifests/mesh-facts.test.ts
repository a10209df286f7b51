import { isDestinationRule, isPeerAuthentication, readMeshFacts } from '../../src/manifests/mesh-facts';
import { aManifest, ANY_JSON } from '../support/a-manifest';

const of = (apiVersion: string, kind: string, name: string, rest: object = {}) => aManifest({ apiVersion, kind, metadata: { name, namespace: 'shop' }, ...rest }, `${name}.yaml`);
const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main' }] } };

function owned(kind: string, name: string, owner: unknown) {
  return aManifest({ apiVersion: 'apps/v1', kind, metadata: { name, namespace: 'shop', ownerReferences: owner }, spec: { template } });
}

const by = (kind: string, name: string, controller: unknown = true) => [{ apiVersion: 'x/v1', kind, name, uid: '1', controller }];
const workloadsOf = (...manifests: ReturnType<typeof of>[]) => readMeshFacts(manifests).workloads.map(({ kind, name }) => `${kind} ${name}`);

test('facts are sorted by kind', () => {
  const facts = readMeshFacts([
    of('apps/v1', 'Deployment', 'web', { spec: { template } }),
    of('v1', 'Service', 'web', { spec: { ports: [{ port: 80 }] } }),
    of('v1', 'Namespace', 'shop'),
    of('networking.istio.io/v1', 'DestinationRule', 'web', { spec: { host: 'web' } }),
    of('security.istio.io/v1', 'PeerAuthentication', 'web'),
    of('v1', 'ConfigMap', 'istio'),
  ]);
  expect(Object.fromEntries(Object.entries(facts).map(([key, list]) => [key, list.map(({ name }: { name: string }) => name)])))
    .toEqual({ workloads: ['web'], services: ['web'], namespaces: ['shop'], destinationRules: ['web'] });
});

test('kinds of other groups are none of ours', () => {
  const facts = readMeshFacts([of('serving.knative.dev/v1', 'Service', 'web'), of('example.com/v1', 'Namespace', 'shop'), of('example.com/v1', 'DestinationRule', 'web')]);
  expect([facts.services, facts.namespaces, facts.destinationRules]).toEqual([[], [], []]);
});

test.each([
  ['security.istio.io/v1', true], ['security.istio.io/v1beta1', true], ['authentication.istio.io/v1alpha1', false], ['v1', false],
])('a PeerAuthentication of %s is Istio\'s: %s', (apiVersion, expected) => {
  expect(isPeerAuthentication(of(apiVersion, 'PeerAuthentication', 'web'))).toBe(expected);
});

test.each([
  ['networking.istio.io/v1', true], ['networking.istio.io/v1alpha3', true], ['example.com/v1', false],
])('a DestinationRule of %s is Istio\'s: %s', (apiVersion, expected) => {
  expect(isDestinationRule(of(apiVersion, 'DestinationRule', 'web'))).toBe(expected);
});

describe('of a cluster dump, a workload is the top owner', () => {
  const deployment = of('apps/v1', 'Deployment', 'web', { spec: { template } });

  test('the Deployment, not its ReplicaSet and Pods', () => {
    expect(workloadsOf(deployment, owned('ReplicaSet', 'web-1', by('Deployment', 'web')), owned('Pod', 'web-1-a', by('ReplicaSet', 'web-1')))).toEqual(['Deployment web']);
  });

  test('the Deployment, though its ReplicaSets were not dumped', () => {
    expect(workloadsOf(deployment, owned('Pod', 'web-1-a', by('ReplicaSet', 'web-1')))).toEqual(['Deployment web']);
  });

  test('another kind that has a pod template, not its ReplicaSet', () => {
    expect(workloadsOf(of('argoproj.io/v1alpha1', 'Rollout', 'web', { spec: { template } }), owned('ReplicaSet', 'web-1', by('Rollout', 'web')))).toEqual(['Rollout web']);
  });

  test('the StatefulSet that an operator made for a kind of its own, which has no pods', () => {
    const prometheus = of('monitoring.coreos.com/v1', 'Prometheus', 'k8s', { spec: { replicas: 2 } });
    expect(workloadsOf(prometheus, owned('StatefulSet', 'prometheus-k8s', by('Prometheus', 'k8s')), owned('Pod', 'prometheus-k8s-0', by('StatefulSet', 'prometheus-k8s'))))
      .toEqual(['StatefulSet prometheus-k8s']);
  });

  test.each([
    ['an owner that is no controller', by('Deployment', 'web', false)],
    ['no owner', []],
    ['owners of a wrong type', 'Deployment'],
  ])('the object itself, with %s', (_, owner) => {
    expect(workloadsOf(owned('ReplicaSet', 'web-1', owner))).toEqual(['ReplicaSet web-1']);
  });
});

test('whatever the manifests hold, reading them does not throw', () => {
  for (const value of ANY_JSON) {
    const objects = ['Deployment', 'Service', 'Namespace', 'DestinationRule', 'PeerAuthentication', 'constructor'].flatMap((kind) => [
      aManifest({ apiVersion: 'v1', kind, metadata: value, spec: value }),
      aManifest({ apiVersion: value, kind, metadata: { ownerReferences: value } }),
      aManifest({ apiVersion: 'v1', kind, metadata: { ownerReferences: [value, { controller: true, kind: value, name: value }] } }),
      aManifest({ apiVersion: value, kind: value }),
    ]);
    expect(() => readMeshFacts(objects)).not.toThrow();
  }
});
