import { findingsIn } from '../support/checked';
import { found, injected, KubernetesObject, namespace, toYaml } from '../support/mesh-objects';
import { anObject, peerAuthentication, pods, service } from '../support/server-objects';

const SHOP = injected('shop');
const STRICT = peerAuthentication('default', { mode: 'STRICT' });
const AMBIENT = namespace('shop', { 'istio.io/dataplane-mode': 'ambient' });

describe('a call of the API server (MTLS114)', () => {
  const ID = 'MTLS114';
  const HOOK: KubernetesObject = {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'MutatingWebhookConfiguration',
    metadata: { name: 'hook' },
    ...{ webhooks: [{ name: 'a', clientConfig: { service: { namespace: 'shop', name: 'hook' } } }, { name: 'b', clientConfig: { url: 'https://elsewhere' } }] },
  };
  const server = (port: object = {}) => [service('hook', { ports: [{ name: 'https', port: 443, targetPort: 8443, ...port }] }), pods('hook', { ports: [{ containerPort: 8443 }] })];
  const FOUND = 'MutatingWebhookConfiguration hook webhooks[0].clientConfig.service';

  test('is an error at a STRICT port of a sidecar, a warning at one of ambient mode, which lets its own node in', () => {
    expect(found(ID, [SHOP, STRICT, ...server(), HOOK])).toEqual([`error ${FOUND}`]);
    expect(found(ID, [AMBIENT, STRICT, ...server(), HOOK])).toEqual([`warning ${FOUND}`]);
  });

  test('is an error at an HTTP port, which lets no TLS through, of whatever mode', () => {
    const [finding] = findingsIn(toYaml([SHOP, ...server({ name: 'http' }), HOOK]), ID);
    expect(finding).toMatchObject({ severity: 'error', remedy: 'name the Service port https', blocks: undefined });
  });

  test.each<[string, KubernetesObject]>([
    ['an APIService', { apiVersion: 'apiregistration.k8s.io/v1', kind: 'APIService', metadata: { name: 'v1.shop' }, ...{ spec: { service: { namespace: 'shop', name: 'hook' } } } }],
    ['a conversion webhook', {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'carts.shop' },
      ...{ spec: { conversion: { strategy: 'Webhook', webhook: { clientConfig: { service: { namespace: 'shop', name: 'hook' } } } } } },
    }],
  ])('may come of %s', (_, object) => {
    expect(findingsIn(toYaml([SHOP, STRICT, ...server(), object]), ID)).toMatchObject([{ severity: 'error', connections: 1 }]);
  });

  test('is none at a PERMISSIVE port, without a proxy, where its Namespace is not known, and of a Service that nobody knows', () => {
    expect(found(ID, [SHOP, ...server(), HOOK])).toEqual([]);
    expect(found(ID, [namespace('shop'), STRICT, ...server(), HOOK])).toEqual([]);
    expect(found(ID, [STRICT, ...server(), HOOK])).toEqual([]);
    expect(found(ID, [SHOP, STRICT, HOOK])).toEqual([]);
  });
});

describe('a scrape (MTLS115)', () => {
  const ID = 'MTLS115';
  const api = pods('api', { ports: [{ name: 'metrics', containerPort: 9102 }] });
  const monitor = (kind: string, endpoints: object, more: object = {}) => anObject('monitoring.coreos.com/v1', kind, 'api', { selector: { matchLabels: { app: 'api' } }, ...endpoints, ...more });
  const podMonitor = (endpoint: object = {}) => monitor('PodMonitor', { podMetricsEndpoints: [{ port: 'metrics', ...endpoint }] });

  test('in plaintext is an error at a STRICT port, by PodMonitor and by ServiceMonitor', () => {
    const metrics = { ...service('api', { ports: [{ name: 'metrics', port: 9102 }] }), metadata: { name: 'api', namespace: 'shop', labels: { app: 'api' } } };
    expect(found(ID, [SHOP, STRICT, api, podMonitor()])).toEqual(['error PodMonitor shop/api spec.podMetricsEndpoints[0]']);
    expect(found(ID, [SHOP, STRICT, api, metrics, monitor('ServiceMonitor', { endpoints: [{ port: 'metrics' }] })])).toEqual(['error ServiceMonitor shop/api spec.endpoints[0]']);
  });

  test('is a warning in a mesh with ambient mode, in which Prometheus may be', () => {
    expect(found(ID, [AMBIENT, STRICT, api, podMonitor()])).toEqual(['warning PodMonitor shop/api spec.podMetricsEndpoints[0]']);
  });

  test('is one finding for all the pods that one endpoint means', () => {
    const both = [api, { ...api, metadata: { name: 'api-v2', namespace: 'shop' } }];
    expect(findingsIn(toYaml([SHOP, STRICT, ...both, podMonitor()]), ID)).toMatchObject([{ connections: 2, message: expect.stringContaining('port 9102 of Deployment shop/api, port 9102 of Deployment shop/api-v2') }]);
  });

  const SCRAPE = { 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9102' };

  test('by annotation is answered by a sidecar, which merges metrics, unless it is told not to', () => {
    const annotated = (annotations: object) => pods('api', { annotations });
    expect(found(ID, [SHOP, STRICT, annotated(SCRAPE)])).toEqual([]);
    expect(found(ID, [SHOP, STRICT, annotated({ ...SCRAPE, 'prometheus.istio.io/merge-metrics': 'false' })])).toEqual([
      'error Deployment shop/api spec.template.metadata.annotations["prometheus.io/scrape"]',
    ]);
    expect(found(ID, [AMBIENT, STRICT, annotated(SCRAPE)])).toHaveLength(1);
  });

  test('is none with TLS, at a PERMISSIVE port, without a proxy', () => {
    expect(found(ID, [SHOP, STRICT, api, podMonitor({ scheme: 'https' })])).toEqual([]);
    expect(found(ID, [SHOP, STRICT, peerAuthentication('api', { app: 'api', ports: { 9102: 'PERMISSIVE' } }), api, podMonitor()])).toEqual([]);
    expect(found(ID, [namespace('shop'), STRICT, api, podMonitor()])).toEqual([]);
  });
});

describe('traffic from outside (MTLS116)', () => {
  const ID = 'MTLS116';
  const ingress = (spec: object = { ingressClassName: 'nginx' }) => anObject('networking.k8s.io/v1', 'Ingress', 'api', {
    ...spec, rules: [{ http: { paths: [{ path: '/', backend: { service: { name: 'api', port: { number: 80 } } } }] } }],
  });

  test.each(['NodePort', 'LoadBalancer'])('is a warning at a STRICT port behind a %s', (type) => {
    expect(found(ID, [SHOP, STRICT, service('api', { type }), pods('api')])).toEqual(['warning Service shop/api spec.type']);
    expect(found(ID, [AMBIENT, STRICT, service('api', { type }), pods('api')])).toEqual(['warning Service shop/api spec.type']);
  });

  test('is a warning where an Ingress leads to a STRICT port, whose controller may have a proxy', () => {
    const [finding] = findingsIn(toYaml([SHOP, STRICT, service('api'), pods('api'), ingress()]), ID);
    expect(finding).toMatchObject({ severity: 'warning', resource: 'Ingress shop/api', field: 'spec.rules[0].http.paths[0].backend', message: expect.stringContaining('of class nginx') });
  });

  test('is a warning where a route of a foreign Gateway leads to a STRICT port', () => {
    const route = anObject('gateway.networking.k8s.io/v1', 'HTTPRoute', 'api', { parentRefs: [{ name: 'edge' }], rules: [{ backendRefs: [{ name: 'api', port: 80 }] }] });
    const gateway = (gatewayClassName: string) => anObject('gateway.networking.k8s.io/v1', 'Gateway', 'edge', { gatewayClassName });
    expect(found(ID, [SHOP, STRICT, service('api'), pods('api'), route, gateway('nginx')])).toEqual(['warning HTTPRoute shop/api spec.rules[0].backendRefs[0]']);
    expect(found(ID, [SHOP, STRICT, service('api'), pods('api'), route, gateway('istio')])).toEqual([]);
  });

  test.each<[string, KubernetesObject[]]>([
    ['a PERMISSIVE port', [SHOP, service('api', { type: 'NodePort' }), pods('api'), ingress()]],
    ['a Service inside the cluster', [SHOP, STRICT, service('api'), pods('api')]],
    ['a gateway of the mesh', [SHOP, STRICT, service('api', { type: 'LoadBalancer' }), pods('api', { annotations: { 'inject.istio.io/templates': 'gateway' } })]],
    ['Istio\'s own Ingress class', [SHOP, STRICT, service('api'), pods('api'), ingress({ ingressClassName: 'istio' })]],
    ['a pod without a proxy', [namespace('shop'), STRICT, service('api', { type: 'NodePort' }), pods('api'), ingress()]],
  ])('is none at %s', (_, objects) => {
    expect(found(ID, objects)).toEqual([]);
  });
});
