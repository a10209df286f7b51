import { aTls, found, injected, namespace, rule, serviceEntry, STRICT_SHOP, workload } from '../support/mesh-objects';

const ID = 'MTLS206';
const OUTSIDE = serviceEntry('api.example.com', { location: 'MESH_EXTERNAL', resolution: 'DNS' });
const SECRET = aTls('SIMPLE', { credentialName: 'ca' });
const FIELD = 'DestinationRule shop/rule spec.trafficPolicy.tls.credentialName';

describe('a credentialName', () => {
  test('is passed over by the sidecars of the rule\'s namespace', () => {
    expect(found(ID, [injected('shop'), workload('web'), OUTSIDE, rule('api.example.com', SECRET)])).toEqual([`warning ${FIELD}`]);
  });

  test('breaks calls to a STRICT port', () => {
    expect(found(ID, [...STRICT_SHOP, rule('orders', SECRET)])).toEqual(['error DestinationRule shop/rule spec.trafficPolicy.tls.mode']);
  });

  test('may be meant for gateways where the namespace has one, or no sidecar', () => {
    const gateway = workload('egress', { labels: { istio: 'egressgateway' }, annotations: { 'inject.istio.io/templates': 'gateway' } });
    expect(found(ID, [injected('shop'), workload('web'), gateway, OUTSIDE, rule('api.example.com', SECRET)])).toEqual([`info ${FIELD}`]);
    expect(found(ID, [namespace('shop'), workload('web'), OUTSIDE, rule('api.example.com', SECRET)])).toEqual([`info ${FIELD}`]);
  });

  test('is used by the clients that a workloadSelector selects, and so are ConfigMaps and files', () => {
    const objects = [injected('shop'), workload('web'), OUTSIDE];
    expect(found(ID, [...objects, rule('api.example.com', SECRET, { workloadSelector: { matchLabels: { app: 'web' } } })])).toEqual([]);
    expect(found(ID, [...objects, rule('api.example.com', aTls('SIMPLE', { credentialName: 'configmap://ca' }))])).toEqual([]);
    expect(found(ID, [...objects, rule('api.example.com', aTls('SIMPLE', { caCertificates: '/etc/ca.pem' }))])).toEqual([]);
  });
});

test('MUTUAL without certificate and key reaches nobody, wherever it stands', () => {
  expect(found(ID, [rule('api.example.com', { portLevelSettings: [{ port: { number: 443 }, ...aTls('MUTUAL') }] })]))
    .toEqual(['error DestinationRule shop/rule spec.trafficPolicy.portLevelSettings[0].tls.mode']);
  expect(found(ID, [...STRICT_SHOP, rule('orders', 'MUTUAL')])).toEqual(['error DestinationRule shop/rule spec.trafficPolicy.tls.mode']);
});
