import { readMeshSnapshot } from '../../src/manifests/mesh-snapshot';
import { aManifest, ANY_JSON } from '../support/a-manifest';

const SETTINGS = { revision: 'default', clusterDomain: 'cluster.local' };
const template = { metadata: { labels: { app: 'web' } }, spec: { containers: [{ name: 'main' }] } };
const anObject = (apiVersion: string, kind: string, name: string, what: object = {}, metadata: object = {}) =>
  aManifest({ apiVersion, kind, metadata: { name, namespace: 'shop', ...metadata }, ...what }, `${name}.yaml`);

/** The names of what was read, by what it was read as, without what there is none of. */
function namesIn(snapshot: object): Record<string, string[]> {
  const nameOf = ({ name, pod, field }: { name?: string; pod?: string; field?: string }) => name ?? pod ?? field;
  const lists = Object.entries(snapshot).map(([key, list]) => [key, list.map(nameOf)]);
  return Object.fromEntries(lists.filter(([, names]) => names.length > 0));
}

const CONFIG: readonly [apiVersion: string, kind: string, list: string][] = [
  ['networking.istio.io', 'DestinationRule', 'destinationRules'], ['networking.istio.io', 'WorkloadEntry', 'workloadEntries'], ['networking.istio.io', 'ServiceEntry', 'serviceEntries'],
  ['networking.istio.io', 'Sidecar', 'sidecars'], ['security.istio.io', 'PeerAuthentication', 'peerAuthentications'], ['security.istio.io', 'AuthorizationPolicy', 'authorizationPolicies'],
];

test('everything that decides which connections work is read', () => {
  expect(namesIn(readMeshSnapshot([
    anObject('apps/v1', 'Deployment', 'web', { spec: { template } }, { annotations: { 'mtls.cdk8s.io/calls': 'api' } }),
    anObject('v1', 'Pod', 'web-1-a', {}, { ownerReferences: [{ kind: 'Deployment', name: 'web', controller: true }] }),
    anObject('v1', 'Service', 'web'),
    anObject('v1', 'Namespace', 'shop'),
    ...CONFIG.map(([group, kind]) => anObject(`${group}/v1`, kind, kind)),
    anObject('networking.istio.io/v1', 'VirtualService', 'web'),
    anObject('networking.istio.io/v1', 'Gateway', 'web'),
    anObject('monitoring.coreos.com/v1', 'PodMonitor', 'web', { spec: { selector: {}, podMetricsEndpoints: [{}] } }),
  ], SETTINGS))).toEqual({
    workloads: ['web'],
    differingPods: ['web-1-a'],
    services: ['web'],
    namespaces: ['shop'],
    ...Object.fromEntries(CONFIG.map(([, kind, list]) => [list, [kind]])),
    calls: ['metadata.annotations["mtls.cdk8s.io/calls"]'],
    workloadCalls: ['spec.podMetricsEndpoints[0]'],
  });
});

describe.each(CONFIG)('of %s', (group, kind, list) => {
  test.each(['v1', 'v1beta1', 'v1alpha3'])('a %s is read in version %s', (version) => {
    expect(namesIn(readMeshSnapshot([anObject(`${group}/${version}`, kind, 'web')], SETTINGS))).toEqual({ [list]: ['web'] });
  });

  test(`a ${kind} of another group is none`, () => {
    expect(namesIn(readMeshSnapshot([anObject('example.com/v1', kind, 'web'), anObject('v1', kind, 'web'), anObject(`${group}.example/v1`, kind, 'web')], SETTINGS))).toEqual({});
  });

  test.each([[undefined, true], ['', true], ['default', true], ['1-31', false]])(`a ${kind} of the revision %j is the default's: %s`, (revision, expected) => {
    const object = anObject(`${group}/v1`, kind, 'web', {}, { labels: { 'istio.io/rev': revision } });
    expect(namesIn(readMeshSnapshot([object], SETTINGS))).toEqual(expected ? { [list]: ['web'] } : {});
  });
});

test('revisions divide configuration, and nothing else', () => {
  const labels = { 'istio.io/rev': '1-31' };
  const objects = [anObject('v1', 'Service', 'web', {}, { labels }), anObject('v1', 'Namespace', 'shop', {}, { labels }), anObject('apps/v1', 'Deployment', 'web', { spec: { template } }, { labels })];
  expect(namesIn(readMeshSnapshot(objects, SETTINGS))).toEqual({ services: ['web'], namespaces: ['shop'], workloads: ['web'] });
});

test.each([[undefined, 'default'], ['shop', 'shop']])('what a manifest leaves open is in the default namespace (%j)', (defaultNamespace, expected) => {
  const open = { namespace: undefined };
  const snapshot = readMeshSnapshot([
    anObject('v1', 'Service', 'web', {}, open), anObject('apps/v1', 'Deployment', 'web', { spec: { template } }, open),
    ...CONFIG.map(([group, kind]) => anObject(`${group}/v1`, kind, 'web', {}, open)),
  ], SETTINGS, { defaultNamespace });
  const namespaces = Object.values(snapshot).flat().map(({ namespace }: { namespace?: string }) => namespace);
  expect(namespaces).toEqual(Array(8).fill(expected));
});

test('whatever the manifests hold, reading them does not throw', () => {
  const kinds = [...CONFIG.map(([group, kind]) => [`${group}/v1`, kind]), ['v1', 'Service'], ['v1', 'Namespace'], ['apps/v1', 'Deployment'], ['v1', 'Pod'], ['x/v1', 'constructor']];
  for (const value of ANY_JSON) {
    const objects = kinds.flatMap(([apiVersion, kind]) => [
      aManifest({ apiVersion, kind, metadata: value, spec: value, status: value, webhooks: value }),
      aManifest({ apiVersion: value, kind, metadata: { name: value, namespace: value, labels: value, annotations: value, ownerReferences: value } }),
      aManifest({ apiVersion, kind: value }),
    ]);
    expect(() => readMeshSnapshot(objects, SETTINGS)).not.toThrow();
  }
});
