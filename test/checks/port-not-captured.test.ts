import { findingsIn } from '../support/checked';
import { found, injected, KubernetesObject, namespace, toYaml } from '../support/mesh-objects';
import { peerAuthentication, pods, service, SomePolicy } from '../support/server-objects';

const ID = 'MTLS112';
const EXCLUDE = 'traffic.sidecar.istio.io/excludeInboundPorts';
const INCLUDE = 'traffic.sidecar.istio.io/includeInboundPorts';
const INTERCEPTION = 'sidecar.istio.io/interceptionMode';
const BYPASS = 'ambient.istio.io/bypass-inbound-capture';

const SHOP = injected('shop');
const api = (annotations: object) => pods('api', { annotations, ports: [{ containerPort: 8080 }, { containerPort: 9102 }] });
const policy = (what: SomePolicy) => peerAuthentication('api', what);
const at = (annotation: string) => `Deployment shop/api spec.template.metadata.annotations["${annotation}"]`;

describe('a port that is taken out of capture', () => {
  test.each([
    [EXCLUDE, '8080'],
    [EXCLUDE, '9102, 8080'],
    [INCLUDE, '9102'],
    [INCLUDE, ''],
    [INTERCEPTION, 'NONE'],
  ])('is a warning where clients with a proxy may call it: %s "%s"', (annotation, value) => {
    expect(found(ID, [SHOP, service('api'), api({ [annotation]: value }), pods('web')])).toEqual([`warning ${at(annotation)}`]);
  });

  test('is an error where a manifest declares the call', () => {
    const web = pods('web', { own: { 'mtls.cdk8s.io/calls': 'api:80' } });
    const [finding] = findingsIn(toYaml([SHOP, service('api'), api({ [EXCLUDE]: '8080' }), web]), ID);
    expect(finding).toMatchObject({ severity: 'error', connections: 2, blocks: ['shop'] });
  });

  test('is an info where STRICT is not enforced and nobody with a proxy calls', () => {
    const [finding] = findingsIn(toYaml([SHOP, service('api'), api({ [EXCLUDE]: '9102' }), peerAuthentication('default', { mode: 'STRICT' })]), ID);
    expect(finding).toMatchObject({ severity: 'info', message: expect.stringContaining('not enforced at port 9102 of Deployment shop/api') });
  });

  test('is an error where a policy makes the very port STRICT', () => {
    const [finding] = findingsIn(toYaml([SHOP, api({ [EXCLUDE]: '9102' }), policy({ app: 'api', ports: { 9102: 'STRICT' } })]), ID);
    expect(finding).toMatchObject({ severity: 'error', message: expect.stringContaining('port 9102 of Deployment shop/api, which api names') });
  });

  test('is an info in ambient mode too, where capture is bypassed', () => {
    const shop = namespace('shop', { 'istio.io/dataplane-mode': 'ambient' });
    expect(found(ID, [shop, api({ [BYPASS]: 'true' }), peerAuthentication('default', { mode: 'STRICT' })])).toEqual([`info ${at(BYPASS)}`]);
  });

  test('is the fault of the Service where that leads to a port of the proxy itself', () => {
    const metrics = service('api', { ports: [{ name: 'http-metrics', port: 80, targetPort: 15020 }] });
    const [finding] = findingsIn(toYaml([SHOP, metrics, api({}), pods('web')]), ID);
    expect(finding).toMatchObject({ severity: 'warning', resource: 'Service shop/api', field: 'spec.ports', connections: 2 });
  });

  test.each<[string, KubernetesObject[]]>([
    ['a port that is DISABLE, so that clients send plaintext', [SHOP, service('api'), api({ [EXCLUDE]: '8080' }), policy({ app: 'api', ports: { 8080: 'DISABLE' } })]],
    ['a port that takes plaintext anyway, and that no Service leads to', [SHOP, service('api'), api({ [EXCLUDE]: '9102' })]],
    ['a pod without a proxy', [namespace('shop'), service('api'), api({ [EXCLUDE]: '8080' }), peerAuthentication('default', { mode: 'STRICT' })]],
    ['other ports', [SHOP, service('api'), api({ [EXCLUDE]: '7000' }), peerAuthentication('default', { mode: 'STRICT' })]],
  ])('is none for %s', (_, objects) => {
    expect(found(ID, objects)).toEqual([]);
  });
});
