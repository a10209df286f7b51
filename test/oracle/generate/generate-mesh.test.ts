import { at, listAt, ofKind, podsOf, policiesOf, tlsOf } from '../mesh-look';
import { FOCUSES } from './focused/all-focuses';
import { generateMesh } from './generate-mesh';
import type { GeneratedMesh, KubernetesObject } from '../generated-mesh';

const SEEDS = 1500;
const meshes = Array.from({ length: SEEDS }, (_, seed) => generateMesh(seed));

type Look = (mesh: GeneratedMesh) => boolean;

const some = (kind: string, look: (object: KubernetesObject) => boolean): Look => (mesh) => ofKind(mesh, kind).some(look);
const pod = (look: (pod: unknown) => boolean): Look => (mesh) => podsOf(mesh).some(look);
const podLabel = (key: string, value: string) => pod((one) => at(one, 'metadata', 'labels', key) === value);
const podAnnotation = (key: string, value?: string) =>
  pod((one) => (value === undefined ? at(one, 'metadata', 'annotations', key) !== undefined : at(one, 'metadata', 'annotations', key) === value));
const namespace = (key: string, value: string) => some('Namespace', ({ metadata }) => metadata.labels?.[key] === value);
const service = (look: (object: KubernetesObject) => boolean) => some('Service', look);
const servicePort = (look: (port: unknown) => boolean) => service((one) => listAt(one, 'spec', 'ports').some(look));
const policy = (look: (object: KubernetesObject) => boolean) => some('PeerAuthentication', look);
const rule = (look: (object: KubernetesObject) => boolean) => some('DestinationRule', look);
const tls = (look: (tls: unknown) => boolean) => rule((one) => tlsOf(one).some(look));
const portEntry = (look: (entry: unknown, policy: unknown) => boolean) =>
  rule((one) => policiesOf(one).some((inner) => listAt(inner, 'portLevelSettings').some((entry) => look(entry, inner))));
const host = (pattern: RegExp) => rule((one) => pattern.test(String(at(one, 'spec', 'host'))));
const entry = (look: (object: KubernetesObject) => boolean) => some('ServiceEntry', look);
const sidecar = (look: (object: KubernetesObject) => boolean) => some('Sidecar', look);
const egress = (pattern: RegExp) => sidecar((one) => listAt(one, 'spec', 'egress', 0, 'hosts').some((text) => pattern.test(String(text))));
const rootOf = (mesh: GeneratedMesh) => mesh.meshConfig.rootNamespace ?? 'istio-system';
const scopeOf = (mesh: GeneratedMesh, one: KubernetesObject) => {
  if (Object.keys((at(one, 'spec', 'selector', 'matchLabels') as object | undefined) ?? {}).length > 0) return 'workload';
  return one.metadata.namespace === rootOf(mesh) ? 'mesh' : 'namespace';
};
const modeAt = (scope: string, mode: string | undefined): Look => (mesh) =>
  ofKind(mesh, 'PeerAuthentication').some((one) => scopeOf(mesh, one) === scope && at(one, 'spec', 'mtls', 'mode') === mode);
/** Whether two objects of the kind have all of these in common. */
const twins = (kind: string, ...shared: ((one: KubernetesObject) => unknown)[]): Look => (mesh) => {
  const keys = ofKind(mesh, kind).map((one) => JSON.stringify(shared.map((part) => part(one) ?? null)));
  return new Set(keys).size < keys.length;
};
const placeOf = (one: KubernetesObject) => one.metadata.namespace;
const selectorOf = (one: KubernetesObject) => at(one, 'spec', 'selector', 'matchLabels');
const hostOf = (one: KubernetesObject) => at(one, 'spec', 'host');
const bornOf = (one: KubernetesObject) => one.metadata.creationTimestamp;

const SERVER: [string, Look][] = [
  ...['mesh', 'namespace', 'workload'].flatMap((scope) => ['DISABLE', 'PERMISSIVE', 'STRICT', 'UNSET', undefined].map(
    (mode): [string, Look] => [`mode ${mode ?? 'left out'} for a ${scope}`, modeAt(scope, mode)])),
  ['a selector in the root namespace', (mesh) => ofKind(mesh, 'PeerAuthentication').some((one) => placeOf(one) === rootOf(mesh) && scopeOf(mesh, one) === 'workload')],
  ['an empty selector', policy((one) => JSON.stringify(at(one, 'spec', 'selector')) === '{}')],
  ['empty matchLabels', policy((one) => JSON.stringify(selectorOf(one)) === '{}')],
  ['two policies for one selector', twins('PeerAuthentication', placeOf, selectorOf)],
  ['two policies for one selector and of one age', twins('PeerAuthentication', placeOf, selectorOf, bornOf)],
  ['no creation times', policy((one) => bornOf(one) === undefined)],
  ['a selector of an injected label', policy((one) => at(selectorOf(one), 'security.istio.io/tlsMode') !== undefined)],
  ['a selector of the canonical name', policy((one) => at(selectorOf(one), 'service.istio.io/canonical-name') !== undefined)],
  ...['DISABLE', 'PERMISSIVE', 'STRICT', 'UNSET', undefined].map((mode): [string, Look] =>
    [`mode ${mode ?? 'left out'} for a port`, policy((one) => Object.values((at(one, 'spec', 'portLevelMtls') as object | undefined) ?? {}).some((port) => at(port, 'mode') === mode))]),
  ...['80', '8080', '65535'].map((port): [string, Look] => [`a mode for port ${port}`, policy((one) => at(one, 'spec', 'portLevelMtls', port) !== undefined)]),
  ...['excludeInboundPorts', 'includeInboundPorts'].map((key): [string, Look] => [key, podAnnotation(`traffic.sidecar.istio.io/${key}`)]),
  ['nothing captured', podAnnotation('traffic.sidecar.istio.io/includeInboundPorts', '')],
  ['no interception', podAnnotation('sidecar.istio.io/interceptionMode', 'NONE')],
  ['a port of the proxy itself', pod((one) => listAt(one, 'spec', 'containers', 0, 'ports').some((port) => at(port, 'containerPort') === 15020))],
  ['Sidecar ingress', sidecar((one) => listAt(one, 'spec', 'ingress').length > 0)],
];

const DATA_PLANES: [string, Look][] = [
  ['a namespace with injection', namespace('istio-injection', 'enabled')],
  ['a namespace without', namespace('istio-injection', 'disabled')],
  ['a namespace with an odd label', namespace('istio-injection', 'yes')],
  ['a namespace by revision', namespace('istio.io/rev', 'default')],
  ['a namespace in ambient', namespace('istio.io/dataplane-mode', 'ambient')],
  ['a namespace out of ambient', namespace('istio.io/dataplane-mode', 'none')],
  ['injection and ambient', some('Namespace', ({ metadata }) => metadata.labels?.['istio-injection'] === 'enabled' && 'istio.io/dataplane-mode' in metadata.labels)],
  ['kube-system', some('Namespace', ({ metadata }) => metadata.name === 'kube-system')],
  ...['true', 'false', 'maybe'].map((value): [string, Look] => [`a pod label inject=${value}`, podLabel('sidecar.istio.io/inject', value)]),
  ...['true', 'false'].map((value): [string, Look] => [`a pod annotation inject=${value}`, podAnnotation('sidecar.istio.io/inject', value)]),
  ...['default', 'canary'].map((value): [string, Look] => [`a pod label rev=${value}`, podLabel('istio.io/rev', value)]),
  ['inject=true in a disabled namespace', (mesh) => ofKind(mesh, 'Deployment').some((one) => at(one, 'spec', 'template', 'metadata', 'labels', 'sidecar.istio.io/inject') === 'true'
    && ofKind(mesh, 'Namespace').some(({ metadata }) => metadata.name === placeOf(one) && metadata.labels?.['istio-injection'] === 'disabled'))],
  ['host network', pod((one) => at(one, 'spec', 'hostNetwork') === true)],
  ['a gateway', podAnnotation('inject.istio.io/templates', 'gateway')],
  ['a pod that holds its proxy', podAnnotation('sidecar.istio.io/status')],
  ...['ambient', 'none'].map((value): [string, Look] => [`a pod with dataplane-mode ${value}`, podLabel('istio.io/dataplane-mode', value)]),
  ...['none', 'http'].map((value): [string, Look] => [`a tunnel label ${value}`, podLabel('networking.istio.io/tunnel', value)]),
  ['bypassed inbound capture', podAnnotation('ambient.istio.io/bypass-inbound-capture')],
  ...['istio', 'disabled'].map((value): [string, Look] => [`tlsMode ${value} by hand`, podLabel('security.istio.io/tlsMode', value)]),
  ...['Deployment', 'StatefulSet', 'DaemonSet', 'Job', 'CronJob', 'Pod'].map((kind): [string, Look] => [kind, some(kind, () => true)]),
  ['excluded outbound ports', podAnnotation('traffic.sidecar.istio.io/excludeOutboundPorts')],
  ['excluded outbound ranges', podAnnotation('traffic.sidecar.istio.io/excludeOutboundIPRanges')],
];

const SERVICES: [string, Look][] = [
  ['a headless Service', service((one) => at(one, 'spec', 'clusterIP') === 'None')],
  ['an ExternalName', service((one) => at(one, 'spec', 'type') === 'ExternalName')],
  ['a named target port', servicePort((port) => typeof at(port, 'targetPort') === 'string')],
  ['an unnamed port', servicePort((port) => at(port, 'name') === undefined)],
  ['an unnamed MySQL port', servicePort((port) => at(port, 'name') === undefined && at(port, 'port') === 3306)],
  ...['http', 'tcp', 'mysql', 'grpc-api', 'web'].map((name): [string, Look] => [`a port named ${name}`, servicePort((port) => at(port, 'name') === name)]),
  ...['http', 'mysql', 'example.com/own'].map((name): [string, Look] => [`appProtocol ${name}`, servicePort((port) => at(port, 'appProtocol') === name)]),
  ['a UDP port', servicePort((port) => at(port, 'protocol') === 'UDP')],
  ['two Services of one selector', twins('Service', placeOf, (one) => at(one, 'spec', 'selector'))],
  ...['.', '*', 'a,b'].map((value): [string, Look] => [`a Service exported to ${value}`, service((one) => one.metadata.annotations?.['networking.istio.io/exportTo'] === value)]),
  ...['MESH_INTERNAL', 'MESH_EXTERNAL', undefined].map((value): [string, Look] => [`a ServiceEntry ${value ?? 'without location'}`, entry((one) => at(one, 'spec', 'location') === value)]),
  ...['NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', undefined].map((value): [string, Look] =>
    [`a ServiceEntry ${value ?? 'without resolution'}`, entry((one) => at(one, 'spec', 'resolution') === value)]),
  ['inline endpoints', entry((one) => listAt(one, 'spec', 'endpoints').length > 0)],
  ['an inline endpoint with an account', entry((one) => listAt(one, 'spec', 'endpoints').some((endpoint) => at(endpoint, 'serviceAccount') !== undefined))],
  ['a ServiceEntry that selects', entry((one) => at(one, 'spec', 'workloadSelector') !== undefined)],
  ['a WorkloadEntry with an account', some('WorkloadEntry', (one) => at(one, 'spec', 'serviceAccount') !== undefined)],
  ['a WorkloadEntry without', some('WorkloadEntry', (one) => at(one, 'spec', 'serviceAccount') === undefined)],
  ['a WorkloadEntry with tlsMode', some('WorkloadEntry', (one) => at(one, 'spec', 'labels', 'security.istio.io/tlsMode') !== undefined)],
];

const RULES: [string, Look][] = [
  ['a rule by exact host', host(/^\w+\.\w+\.svc\.cluster\.local$/)],
  ['a rule by short name', host(/^\w+$/)],
  ['a rule by svc.ns', host(/^\w+\.\w+$/)],
  ...[/^\*\.\w\.svc\.cluster\.local$/, /^\*\.svc\.cluster\.local$/, /^\*\.local$/, /^\*$/, /^\*\w/].map((pattern): [string, Look] => [`a rule by wildcard ${pattern.source}`, host(pattern)]),
  ['a rule for a ServiceEntry', (mesh) => ofKind(mesh, 'ServiceEntry').some((one) => ofKind(mesh, 'DestinationRule').some((its) => hostOf(its) === at(one, 'spec', 'hosts', 0)))],
  ['a rule in the root namespace', (mesh) => ofKind(mesh, 'DestinationRule').some((one) => placeOf(one) === rootOf(mesh))],
  ['two rules for one host', twins('DestinationRule', placeOf, hostOf)],
  ['two rules for one host of one age', twins('DestinationRule', placeOf, hostOf, bornOf)],
  ['a wildcard rule beside an exact one', (mesh) => host(/^\*/)(mesh) && host(/svc\.cluster\.local$/)(mesh)],
  ['exportTo of two others', rule((one) => listAt(one, 'spec', 'exportTo').filter((name) => name !== '.' && name !== placeOf(one)).length === 2)],
  ...[['.'], ['*'], [], ['a'], ['.', 'elsewhere']].map((value): [string, Look] =>
    [`exportTo ${JSON.stringify(value)}`, rule((one) => JSON.stringify(at(one, 'spec', 'exportTo')) === JSON.stringify(value))]),
  ['a rule for selected clients', rule((one) => at(one, 'spec', 'workloadSelector', 'matchLabels', 'app') !== undefined)],
  ['a rule for nobody', rule((one) => at(one, 'spec', 'workloadSelector', 'matchLabels', 'app') === 'nobody')],
  ['no traffic policy', rule((one) => at(one, 'spec', 'trafficPolicy') === undefined)],
  ...['DISABLE', 'SIMPLE', 'MUTUAL', 'ISTIO_MUTUAL', undefined].flatMap((mode): [string, Look][] => [
    [`tls ${mode ?? 'without mode'}`, tls((one) => at(one, 'mode') === mode)],
    [`tls ${mode ?? 'without mode'} at a port`, portEntry((its) => at(its, 'tls') !== undefined && at(its, 'tls', 'mode') === mode)],
    [`a port entry without tls below ${mode ?? 'no mode'}`, portEntry((its, top) => at(its, 'tls') === undefined && at(top, 'tls') !== undefined && at(top, 'tls', 'mode') === mode)],
  ]),
  ['empty tls', tls((one) => JSON.stringify(one) === '{}')],
  ['credentialName', tls((one) => at(one, 'credentialName') !== undefined)],
  ['credentialName of a ConfigMap', tls((one) => String(at(one, 'credentialName')).startsWith('configmap://'))],
  ['credentialName for selected clients', rule((one) => at(one, 'spec', 'workloadSelector') !== undefined && tlsOf(one).some((its) => at(its, 'credentialName') !== undefined))],
  ['insecureSkipVerify', tls((one) => at(one, 'insecureSkipVerify') === true)],
  ['ISTIO_MUTUAL with files', tls((one) => at(one, 'mode') === 'ISTIO_MUTUAL' && at(one, 'clientCertificate') !== undefined)],
  ['a subset without policy', rule((one) => listAt(one, 'spec', 'subsets').some((subset) => at(subset, 'trafficPolicy') === undefined))],
  ['a subset with ports', rule((one) => listAt(one, 'spec', 'subsets').some((subset) => listAt(subset, 'trafficPolicy', 'portLevelSettings').length > 0))],
  ['PASSTHROUGH', rule((one) => at(one, 'spec', 'trafficPolicy', 'loadBalancer', 'simple') === 'PASSTHROUGH')],
  ['PASSTHROUGH of a subset', rule((one) => listAt(one, 'spec', 'subsets').some((subset) => at(subset, 'trafficPolicy', 'loadBalancer', 'simple') === 'PASSTHROUGH'))],
  ...[/^\.\/\*$/, /^\*\/\*$/, /^\w\/\*$/, /^\w\/\w+\./, /^~\/\*$/, /^\*\/\*\./].map((pattern): [string, Look] => [`Sidecar egress ${pattern.source}`, egress(pattern)]),
  ['a mesh-wide Sidecar', (mesh) => ofKind(mesh, 'Sidecar').some((one) => placeOf(one) === rootOf(mesh) && at(one, 'spec', 'workloadSelector') === undefined)],
  ['a Sidecar that refuses', sidecar((one) => at(one, 'spec', 'outboundTrafficPolicy', 'mode') === 'REGISTRY_ONLY')],
];

const MESH: [string, Look][] = [
  ['ambient', (mesh) => mesh.ambient],
  ['no ambient', (mesh) => !mesh.ambient],
  ['no auto mTLS', (mesh) => mesh.meshConfig.enableAutoMtls === false],
  ['another root namespace', (mesh) => mesh.meshConfig.rootNamespace !== undefined],
  ['REGISTRY_ONLY', (mesh) => at(mesh.meshConfig, 'outboundTrafficPolicy', 'mode') === 'REGISTRY_ONLY'],
  ['private rules by default', (mesh) => listAt(mesh.meshConfig, 'defaultDestinationRuleExportTo')[0] === '.'],
  ['private Services by default', (mesh) => listAt(mesh.meshConfig, 'defaultServiceExportTo')[0] === '.'],
  ...['canary', 'default'].map((value): [string, Look] => [`a policy of revision ${value}`, policy((one) => one.metadata.labels?.['istio.io/rev'] === value)]),
];

test('one seed gives one mesh', () => {
  expect(generateMesh(7)).toEqual(generateMesh(7));
  expect(generateMesh(7)).not.toEqual({ ...generateMesh(8), id: 'seed 7' });
});

test.each([...SERVER, ...DATA_PLANES, ...SERVICES, ...RULES, ...MESH])('meshes show %s', (_, look) => {
  // Not just once: what is found in one mesh out of all of them, a change of the generator would lose.
  expect(meshes.filter(look).length).toBeGreaterThanOrEqual(5);
});

test('no two objects of a mesh share kind, namespace and name', () => {
  const doubles = meshes.filter(({ objects }) =>
    new Set(objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`)).size < objects.length);
  expect(doubles.map(({ id }) => id)).toEqual([]);
});

test('meshes stay small, so that rules meet', () => {
  const workloads = meshes.map((mesh) => podsOf(mesh).length);
  expect(Math.min(...workloads)).toBeGreaterThanOrEqual(3);
  expect(Math.max(...workloads)).toBeLessThanOrEqual(7);
  expect(Math.max(...meshes.map(({ objects }) => objects.length))).toBeLessThan(50);
});

test('every focus plants something in every mesh that it may get', () => {
  expect(new Set(FOCUSES.map((focus) => focus.rule)).size).toBe(FOCUSES.length);
  for (const focus of FOCUSES) {
    for (let seed = 0; seed < 20; seed++) expect(generateMesh(seed, focus).objects.length).toBeGreaterThan(5);
  }
});
