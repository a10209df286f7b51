import { pruneManifest } from '../../src/manifests/prune-manifest';

const POD = { containers: [{ name: 'main', env: [{ name: 'A' }], resources: {}, volumeMounts: [], ports: [{ containerPort: 80 }] }], initContainers: [{ name: 'init', envFrom: [] }], volumes: [], hostNetwork: true };
const PRUNED_POD = { containers: [{ name: 'main', ports: [{ containerPort: 80 }] }], initContainers: [{ name: 'init' }], hostNetwork: true };

test.each([
  ['a Pod', { kind: 'Pod', spec: POD, status: { phase: 'Running', podIP: '10.0.0.1', conditions: [] } }, { kind: 'Pod', spec: PRUNED_POD, status: { phase: 'Running', podIP: '10.0.0.1' } }],
  ['a Deployment', { kind: 'Deployment', spec: { replicas: 3, template: { metadata: { labels: { env: 'prod' } }, spec: POD } }, status: { replicas: 3 } }, { kind: 'Deployment', spec: { replicas: 3, template: { metadata: { labels: { env: 'prod' } }, spec: PRUNED_POD } }, status: {} }],
  ['a CronJob', { kind: 'CronJob', spec: { jobTemplate: { spec: { template: { spec: POD } } } } }, { kind: 'CronJob', spec: { jobTemplate: { spec: { template: { spec: PRUNED_POD } } } } }],
  ['metadata', { kind: 'A', metadata: { name: 'a', uid: 'x', managedFields: [], annotations: { 'kubectl.kubernetes.io/last-applied-configuration': '{}', 'a': 'b' } } }, { kind: 'A', metadata: { name: 'a', annotations: { a: 'b' } } }],
  ['a Secret', { kind: 'Secret', data: { a: 'b' }, stringData: {}, type: 'Opaque' }, { kind: 'Secret', type: 'Opaque' }],
  ['a CustomResourceDefinition', { kind: 'CustomResourceDefinition', spec: { group: 'a', versions: [], conversion: {} } }, { kind: 'CustomResourceDefinition', spec: { group: 'a', conversion: {} } }],
])('of %s remains what is read', (_, object, expected) => {
  expect(pruneManifest(object)).toEqual(expected);
});

test.each([
  { kind: 'Service', metadata: { name: 'env', labels: { env: 'prod', resources: 'x' } }, spec: { selector: { env: 'prod' }, ports: [{ port: 80 }] } },
  { kind: 'A', metadata: null, status: 'x', spec: [1] }, { kind: 'A', spec: { containers: 1, template: 'x' } }, { kind: 'A', spec: { containers: [null, 'x', 1] } },
  { kind: 'ClusterRole', rules: [{ resources: ['pods'] }] }, { kind: 'constructor' }, {},
])('%j stays as it is', (object) => {
  expect(pruneManifest(object)).toEqual(object);
});

test('a key named __proto__ stays one like others', () => {
  const pruned = pruneManifest(JSON.parse('{"metadata": {"uid": "x", "__proto__": {"polluted": true}}, "__proto__": {"polluted": true}}'));
  expect(JSON.stringify(pruned)).toBe('{"metadata":{"__proto__":{"polluted":true}},"__proto__":{"polluted":true}}');
  expect((pruned as { polluted?: boolean }).polluted).toBeUndefined();
});
