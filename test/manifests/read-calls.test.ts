import type { Manifest } from '../../src/manifests/manifest';
import { readCalls } from '../../src/manifests/read-calls';
import { sortManifests } from '../../src/manifests/sort-manifests';
import type { CallFacts, WorkloadCallFacts } from '../../src/model/call-facts';
import type { ServiceFacts } from '../../src/model/service-facts';
import type { WorkloadFacts } from '../../src/model/workload-facts';
import { aManifest, ANY_JSON } from '../support/a-manifest';
import { aService, aWorkload } from '../support/a-workload';

interface Given {
  readonly manifests?: readonly Manifest[];
  readonly workloads?: readonly WorkloadFacts[];
  readonly services?: readonly ServiceFacts[];
  readonly enablePrometheusMerge?: boolean;
}

function read({ manifests = [], workloads = [], services = [], enablePrometheusMerge }: Given) {
  return readCalls({ sorted: sortManifests(manifests), workloads, services, settings: { clusterDomain: 'cluster.local', enablePrometheusMerge }, defaultNamespace: 'default' });
}

const anObject = (apiVersion: string, kind: string, what: object, metadata: object = {}) =>
  ({ ...aManifest({ apiVersion, kind, metadata: { name: 'x', namespace: 'shop', ...metadata }, ...what }, 'x.yaml'), line: 3 });

/** Calls as `namespace/name:port at field`. */
const callsOf = (given: Given) => read(given).calls.map(({ service, port, field }: CallFacts) => `${service.namespace}/${service.name}:${port ?? '*'} at ${field}`);
const workloadCallsOf = (given: Given) => read(given).workloadCalls.map(({ workload, workloadPort, field }: WorkloadCallFacts) => `${workload.kind} ${workload.namespace}/${workload.name}:${workloadPort ?? '*'} at ${field}`);

describe('a workload declares whom it calls', () => {
  const declared = (text: string) => callsOf({ workloads: [aWorkload('web', { annotations: { 'mtls.cdk8s.io/calls': text } })] }).map((call) => call.replace(/ at .*/, ''));

  test.each([
    ['api', ['shop/api:*']],
    ['api:80', ['shop/api:80']],
    ['api:http', ['shop/api:http']],
    ['ledger.bank:80, cache:6379', ['bank/ledger:80', 'shop/cache:6379']],
    ['ledger.bank:80\ncache:6379\n', ['bank/ledger:80', 'shop/cache:6379']],
    ['ledger.bank.svc:80', ['bank/ledger:80']],
    ['ledger.bank.svc.cluster.local:80', ['bank/ledger:80']],
    ['ledger.bank.svc.other.domain:80', ['/ledger.bank.svc.other.domain:80']],
    ['api.example.com:443', ['/api.example.com:443']],
    ['api:70000', ['shop/api:70000']],
    ['api:', ['shop/api:*']],
    ['', []],
    [' , ', []],
  ])('%j', (text, expected) => {
    expect(declared(text)).toEqual(expected);
  });

  test('as the caller, with the place', () => {
    const workload = aWorkload('web', { annotations: { 'mtls.cdk8s.io/calls': 'api:80' }, line: 9 });
    expect(read({ workloads: [workload] }).calls).toEqual([{
      caller: { kind: 'workload', namespace: 'shop', name: 'web' },
      service: { namespace: 'shop', name: 'api' },
      port: 80,
      declaredBy: 'Deployment shop/web',
      field: 'metadata.annotations["mtls.cdk8s.io/calls"]',
      source: 'web.yaml',
      line: 9,
    }]);
  });

  test('in its pod template too, and once where both are one', () => {
    const annotations = { 'mtls.cdk8s.io/calls': 'api:80' };
    expect(callsOf({ workloads: [aWorkload('web', { podAnnotations: annotations })] })).toEqual(['shop/api:80 at spec.template.metadata.annotations["mtls.cdk8s.io/calls"]']);
    expect(callsOf({ workloads: [aWorkload('web', { kind: 'Pod', annotations, podAnnotations: annotations })] })).toEqual(['shop/api:80 at metadata.annotations["mtls.cdk8s.io/calls"]']);
  });
});

describe('an Ingress controller calls the backends', () => {
  const v1 = (spec: object, metadata = {}) => anObject('networking.k8s.io/v1', 'Ingress', { spec }, metadata);
  const path = (backend: object) => ({ rules: [{ host: 'x' }, { http: { paths: [{ path: '/', backend }] } }] });
  const service = (port: object) => ({ service: { name: 'web', port } });

  test.each<[string, Manifest, string[]]>([
    ['by number', v1(path(service({ number: 80 }))), ['shop/web:80 at spec.rules[1].http.paths[0].backend']],
    ['by name', v1(path(service({ name: 'http' }))), ['shop/web:http at spec.rules[1].http.paths[0].backend']],
    ['by default', v1({ defaultBackend: service({ number: 80 }) }), ['shop/web:80 at spec.defaultBackend']],
    ['not a resource', v1(path({ resource: { kind: 'Bucket', name: 'x' } })), []],
    ['not of Istio\'s class', v1({ ingressClassName: 'istio', ...path(service({ number: 80 })) }), []],
    ['not of Istio\'s class, as an annotation', v1(path(service({ number: 80 })), { annotations: { 'kubernetes.io/ingress.class': 'istio' } }), []],
    ['in the default namespace', v1({ defaultBackend: service({ number: 80 }) }, { namespace: undefined }), ['default/web:80 at spec.defaultBackend']],
    ['of the old version', anObject('extensions/v1beta1', 'Ingress', { spec: { backend: { serviceName: 'web', servicePort: 'http' } } }), ['shop/web:http at spec.backend']],
    ['not of another group', anObject('example.com/v1', 'Ingress', { spec: { backend: { serviceName: 'web', servicePort: 80 } } }), []],
  ])('%s', (_, manifest, expected) => {
    expect(callsOf({ manifests: [manifest] })).toEqual(expected);
  });

  test.each([
    [{ ingressClassName: 'nginx' }, {}, 'nginx', undefined],
    [{}, { 'kubernetes.io/ingress.class': 'traefik' }, 'traefik', undefined],
    [{}, { 'nginx.ingress.kubernetes.io/backend-protocol': 'HTTPS' }, '', true],
  ])('with its class, and whether it speaks TLS: %j %j', (spec, annotations, ingressClass, sendsTls) => {
    expect(read({ manifests: [v1({ ...spec, defaultBackend: service({ number: 80 }) }, { annotations })] }).calls)
      .toEqual([expect.objectContaining({ caller: { kind: 'ingress-controller', ingressClass }, sendsTls, declaredBy: 'Ingress shop/x', source: 'x.yaml', line: 3 })]);
  });
});

describe('the API server calls', () => {
  const service = { namespace: 'hooks', name: 'hook' };
  const webhooks = [{ clientConfig: { url: 'https://x' } }, { clientConfig: { service } }, { clientConfig: { service: { ...service, port: 8443 } } }];

  test.each<[string, Manifest, string[]]>([
    ['validating webhooks', anObject('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', { webhooks }),
      ['hooks/hook:443 at webhooks[1].clientConfig.service', 'hooks/hook:8443 at webhooks[2].clientConfig.service']],
    ['mutating webhooks', anObject('admissionregistration.k8s.io/v1beta1', 'MutatingWebhookConfiguration', { webhooks: webhooks.slice(0, 2) }), ['hooks/hook:443 at webhooks[1].clientConfig.service']],
    ['APIs that others serve', anObject('apiregistration.k8s.io/v1', 'APIService', { spec: { service } }), ['hooks/hook:443 at spec.service']],
    ['no API of its own', anObject('apiregistration.k8s.io/v1', 'APIService', { spec: { service: null } }), []],
    ['conversion webhooks', anObject('apiextensions.k8s.io/v1', 'CustomResourceDefinition', { spec: { conversion: { strategy: 'Webhook', webhook: { clientConfig: { service } } } } }),
      ['hooks/hook:443 at spec.conversion.webhook.clientConfig.service']],
    ['conversion webhooks of the old version', anObject('apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', { spec: { conversion: { webhookClientConfig: { service } } } }),
      ['hooks/hook:443 at spec.conversion.webhookClientConfig.service']],
  ])('%s', (_, manifest, expected) => {
    expect(callsOf({ manifests: [manifest] })).toEqual(expected);
  });

  test('with TLS, and is named for an object of no namespace', () => {
    const manifest = anObject('admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration', { webhooks: webhooks.slice(1, 2) }, { namespace: undefined });
    expect(read({ manifests: [manifest] }).calls).toEqual([expect.objectContaining({ caller: { kind: 'api-server' }, sendsTls: true, declaredBy: 'ValidatingWebhookConfiguration x' })]);
  });
});

describe('a gateway calls the backends of its routes', () => {
  const toWay = { name: 'way', namespace: 'edge' };
  const route = (kind: string, spec: object) => anObject('gateway.networking.k8s.io/v1', kind, { spec: { parentRefs: [toWay], ...spec } });
  const gateway = (gatewayClassName: string) => anObject('gateway.networking.k8s.io/v1', 'Gateway', { spec: { gatewayClassName } }, toWay);
  const rules = [{ backendRefs: [{ name: 'web', port: 80 }, { name: 'api', namespace: 'bank', port: 81 }] }];
  const both = ['shop/web:80 at spec.rules[0].backendRefs[0]', 'bank/api:81 at spec.rules[0].backendRefs[1]'];

  test.each(['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'])('%s', (kind) => {
    expect(callsOf({ manifests: [route(kind, { rules })] })).toEqual(both);
  });

  test.each<[string, object, string[]]>([
    ['copies of requests too', { rules: [{ filters: [{ type: 'RequestMirror', requestMirror: { backendRef: { name: 'web', port: 80 } } }] }] }, ['shop/web:80 at spec.rules[0].filters[0].requestMirror.backendRef']],
    ['every port where none is named', { rules: [{ backendRefs: [{ name: 'web' }] }] }, ['shop/web:* at spec.rules[0].backendRefs[0]']],
    ['no backend of another kind', { rules: [{ backendRefs: [{ name: 'web', kind: 'Bucket' }, { name: 'web', group: 'example.com' }] }] }, []],
    ['once for each gateway', { rules: rules.map(({ backendRefs }) => ({ backendRefs: backendRefs.slice(0, 1) })), parentRefs: [toWay, { name: 'other' }] }, [both[0], both[0]]],
    ['not of a Service, whose clients\' proxies follow the route', { rules, parentRefs: [{ kind: 'Service', group: '', name: 'web' }] }, []],
    ['not without a parent', { rules, parentRefs: undefined }, []],
  ])('%s', (_, spec, expected) => {
    expect(callsOf({ manifests: [route('HTTPRoute', spec)] })).toEqual(expected);
  });

  test.each([['istio', 0], ['istio-waypoint', 0], ['nginx', 2]])('of the class %s: %d', (gatewayClass, expected) => {
    expect(callsOf({ manifests: [route('HTTPRoute', { rules }), gateway(gatewayClass)] })).toHaveLength(expected);
  });

  test.each([[[], ''], [[gateway('nginx')], 'nginx']])('under its name and class', (gateways, ingressClass) => {
    expect(read({ manifests: [route('HTTPRoute', { rules }), ...gateways] }).calls[0])
      .toMatchObject({ caller: { kind: 'ingress-controller', ingressClass, gateway: { namespace: 'edge', name: 'way' } }, declaredBy: 'HTTPRoute shop/x' });
  });
});

describe('Prometheus calls', () => {
  const web = aWorkload('web', { ports: [{ number: 8080, name: 'http' }, { number: 9102, name: 'metrics' }] });
  const services = [
    aService('web', { labels: { app: 'web' }, ports: [{ number: 80, name: 'http', target: 8080 }, { number: 9102, name: 'metrics', target: 'metrics' }] }),
    aService('api', { labels: { app: 'api' } }),
    aService('far', { namespace: 'bank', labels: { app: 'web' }, ports: [{ number: 9102, name: 'metrics', target: 9102 }] }),
  ];
  const monitor = (spec: object) => anObject('monitoring.coreos.com/v1', 'ServiceMonitor', { spec: { selector: { matchLabels: { app: 'web' } }, ...spec } });
  const podMonitor = (spec: object) => anObject('monitoring.coreos.com/v1', 'PodMonitor', { spec: { selector: { matchLabels: { app: 'web' } }, ...spec } });

  test.each<[string, object, string[]]>([
    ['a port by its name', { endpoints: [{ port: 'metrics' }] }, ['shop/web:metrics at spec.endpoints[0]']],
    ['no port that the Service lacks', { endpoints: [{ port: 'none' }] }, []],
    ['every port where none is named', { endpoints: [{}] }, ['shop/web:* at spec.endpoints[0]']],
    ['what nobody knows where labels decide', { endpoints: [{ relabelings: [{ action: 'keep' }] }] }, []],
    ['Services of other namespaces', { endpoints: [{ port: 'metrics' }], namespaceSelector: { matchNames: ['bank'] } }, ['bank/far:metrics at spec.endpoints[0]']],
    ['Services of all namespaces', { endpoints: [{ port: 'metrics' }], namespaceSelector: { any: true } }, ['shop/web:metrics at spec.endpoints[0]', 'bank/far:metrics at spec.endpoints[0]']],
    ['all Services', { endpoints: [{}], selector: {} }, ['shop/web:* at spec.endpoints[0]', 'shop/api:* at spec.endpoints[0]']],
    ['no Service', { endpoints: [{}], selector: null }, []],
  ])('the Services of a ServiceMonitor: %s', (_, spec, expected) => {
    expect(callsOf({ manifests: [monitor(spec)], services })).toEqual(expected);
  });

  test.each([[9102, '9102'], ['metrics', 'metrics']])('the pods behind them, by the target port %j', (targetPort, port) => {
    const given = { manifests: [monitor({ endpoints: [{ targetPort }] })], services, workloads: [web, aWorkload('api')] };
    expect(workloadCallsOf(given)).toEqual([`Deployment shop/web:${port} at spec.endpoints[0]`]);
    expect(callsOf(given)).toEqual([]);
  });

  test.each<[string, object, string[]]>([
    ['a port by its name', { podMetricsEndpoints: [{ port: 'metrics' }] }, ['Deployment shop/web:metrics at spec.podMetricsEndpoints[0]']],
    ['no port that the pods lack', { podMetricsEndpoints: [{ port: 'none' }] }, []],
    ['a port by its number', { podMetricsEndpoints: [{ portNumber: 9999 }] }, ['Deployment shop/web:9999 at spec.podMetricsEndpoints[0]']],
    ['a port by its target', { podMetricsEndpoints: [{ targetPort: 9999 }] }, ['Deployment shop/web:9999 at spec.podMetricsEndpoints[0]']],
    ['every port where none is named', { podMetricsEndpoints: [{}] }, ['Deployment shop/web:* at spec.podMetricsEndpoints[0]']],
    ['what nobody knows where labels decide', { podMetricsEndpoints: [{ path: '/stats/prometheus', relabelings: [{ action: 'keep' }] }] }, []],
    ['no pods of other namespaces', { podMetricsEndpoints: [{}], namespaceSelector: { matchNames: ['bank'] } }, []],
  ])('the pods of a PodMonitor: %s', (_, spec, expected) => {
    expect(workloadCallsOf({ manifests: [podMonitor(spec)], workloads: [web, aWorkload('api')] })).toEqual(expected);
  });

  test.each([[undefined, false], ['http', false], ['https', true], ['HTTPS', true]])('by the scheme %j with TLS: %s', (scheme, sendsTls) => {
    expect(read({ manifests: [monitor({ endpoints: [{ scheme }] })], services }).calls[0])
      .toMatchObject({ sendsTls, caller: { kind: 'scraper' }, declaredBy: 'ServiceMonitor shop/x', line: 3 });
    expect(read({ manifests: [podMonitor({ podMetricsEndpoints: [{ scheme }] })], workloads: [web] }).workloadCalls[0])
      .toMatchObject({ sendsTls, isMergedByProxy: false });
  });

  test.each<[Record<string, string>, string[]]>([
    [{ 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9102' }, ['Deployment shop/web:9102 at spec.template.metadata.annotations["prometheus.io/scrape"]']],
    [{ 'prometheus.io/scrape': 'true' }, ['Deployment shop/web:* at spec.template.metadata.annotations["prometheus.io/scrape"]']],
    [{ 'prometheus.io/scrape': 'false', 'prometheus.io/port': '9102' }, []],
    [{ 'prometheus.io/port': '9102' }, []],
  ])('pods annotated %j', (podAnnotations, expected) => {
    expect(workloadCallsOf({ workloads: [aWorkload('web', { podAnnotations })] })).toEqual(expected);
  });

  test.each<[object, boolean | undefined, boolean]>([
    [{}, undefined, true], [{}, true, true], [{}, false, false],
    [{ 'prometheus.istio.io/merge-metrics': 'false' }, true, false], [{ 'prometheus.istio.io/merge-metrics': 'true' }, false, true],
  ])('their proxies in their stead: annotated %j, in a mesh that says %j: %s', (annotations, enablePrometheusMerge, isMergedByProxy) => {
    const podAnnotations = { 'prometheus.io/scrape': 'true', 'prometheus.io/scheme': 'https', ...annotations };
    expect(read({ workloads: [aWorkload('web', { podAnnotations })], enablePrometheusMerge }).workloadCalls[0]).toMatchObject({ isMergedByProxy, sendsTls: true });
  });

  test.each<[Record<string, string>, string[], string[]]>([
    [{ 'prometheus.io/scrape': 'true' }, ['shop/web:* at metadata.annotations["prometheus.io/scrape"]'], []],
    [{ 'prometheus.io/scrape': 'true', 'prometheus.io/port': '9102' }, [], ['Deployment shop/web:9102 at metadata.annotations["prometheus.io/scrape"]']],
    [{ 'prometheus.io/scrape': 'false' }, [], []],
  ])('the pods of Services annotated %j', (annotations, calls, workloadCalls) => {
    const given = { services: [aService('web', { annotations })], workloads: [web, aWorkload('api')] };
    expect([callsOf(given), workloadCallsOf(given)]).toEqual([calls, workloadCalls]);
  });
});

test('whatever manifests hold, reading their calls does not throw', () => {
  const kinds = [
    ['networking.k8s.io/v1', 'Ingress'], ['admissionregistration.k8s.io/v1', 'ValidatingWebhookConfiguration'], ['apiregistration.k8s.io/v1', 'APIService'],
    ['apiextensions.k8s.io/v1', 'CustomResourceDefinition'], ['gateway.networking.k8s.io/v1', 'HTTPRoute'], ['gateway.networking.k8s.io/v1', 'Gateway'],
    ['monitoring.coreos.com/v1', 'ServiceMonitor'], ['monitoring.coreos.com/v1', 'PodMonitor'],
  ];
  for (const value of ANY_JSON) {
    const reference = { service: value, name: value, namespace: value, port: value, kind: value, group: value };
    const specs = [
      value,
      { rules: value, defaultBackend: value, backend: value, service: value, conversion: value, parentRefs: value },
      { selector: value, endpoints: value, podMetricsEndpoints: value },
      { rules: [value, { http: value }, { http: { paths: [value, { backend: value }, { backend: reference }] } }] },
      { rules: [{ backendRefs: value, filters: value }, { backendRefs: [value, reference], filters: [value, { requestMirror: value }] }] },
      { parentRefs: [value, reference], rules: [{ backendRefs: [{ name: 'web', port: value }] }] },
      { ingressClassName: value, gatewayClassName: value, service: reference, conversion: { webhook: value, webhookClientConfig: value } },
      { selector: {}, namespaceSelector: value, endpoints: [value, reference, { targetPort: value, scheme: value, relabelings: value }] },
      { selector: {}, podMetricsEndpoints: [value, reference, { portNumber: value }] },
      { selector: {}, namespaceSelector: { any: value, matchNames: [value] }, endpoints: [{}], podMetricsEndpoints: [{}] },
    ];
    const webhooks = [value, { clientConfig: value }, { clientConfig: reference }];
    const manifests = kinds.flatMap(([apiVersion, kind]) => specs.flatMap((spec) => [
      anObject(apiVersion, kind, { spec, webhooks: value }),
      anObject(apiVersion, kind, { spec, webhooks }, { name: value, namespace: value, annotations: value }),
    ]));
    expect(() => read({ manifests, workloads: [aWorkload('web')], services: [aService('web')] })).not.toThrow();
  }
});
