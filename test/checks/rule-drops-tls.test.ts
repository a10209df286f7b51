import { aTls, found, injected, meshConfig, policy, rule, server, serviceEntry, STRICT_SHOP, subset, workload } from '../support/mesh-objects';

const ID = 'MTLS202';
const AUTO_OFF = meshConfig('enableAutoMtls: false');
const POOL = { connectionPool: { tcp: { maxConnections: 10 } } };
const ENTRY = { port: { number: 80 }, ...POOL };

describe('TLS is dropped', () => {
  test('by a port entry under ISTIO_MUTUAL, where auto mTLS is off', () => {
    expect(found(ID, [...STRICT_SHOP, AUTO_OFF, rule('orders', { ...aTls('ISTIO_MUTUAL'), portLevelSettings: [ENTRY] })]))
      .toEqual(['error DestinationRule shop/rule spec.trafficPolicy.portLevelSettings[0]']);
  });

  test('by a port entry of a subset', () => {
    const subsets = [subset('v1', { portLevelSettings: [ENTRY] })];
    expect(found(ID, [...STRICT_SHOP, AUTO_OFF, rule('orders', 'ISTIO_MUTUAL', { subsets })]))
      .toEqual(['error DestinationRule shop/rule spec.subsets[0].trafficPolicy.portLevelSettings[0]']);
  });

  test('by a port entry under DISABLE, which keeps auto mTLS away all the same', () => {
    expect(found(ID, [...STRICT_SHOP, rule('orders', { ...aTls('DISABLE'), portLevelSettings: [ENTRY] })]))
      .toEqual(['error DestinationRule shop/rule spec.trafficPolicy.portLevelSettings[0]']);
  });

  test('by a port entry under ISTIO_MUTUAL in front of a port that is DISABLE', () => {
    expect(found(ID, [injected('shop'), ...server('orders'), policy('DISABLE', 'shop', 'orders'), rule('orders', { ...aTls('ISTIO_MUTUAL'), portLevelSettings: [ENTRY] })]))
      .toEqual(['error DestinationRule shop/rule spec.trafficPolicy.portLevelSettings[0]']);
  });

  test('by a rule that comes before one with TLS, where auto mTLS is off', () => {
    const all = rule('*.local', 'ISTIO_MUTUAL', { namespace: 'istio-system', name: 'all' });
    expect(found(ID, [...STRICT_SHOP, AUTO_OFF, all, rule('orders', POOL)])).toEqual(['error DestinationRule shop/rule spec.host']);
    expect(found(ID, [...STRICT_SHOP, AUTO_OFF, all])).toEqual([]);
  });

  test('by a rule that is not for the client, and hides one that is', () => {
    const exact = rule('orders', 'ISTIO_MUTUAL', { exportTo: ['.', 'bank'], name: 'exact' });
    const all = rule('*.shop.svc.cluster.local', 'ISTIO_MUTUAL', { name: 'all' });
    const client = [injected('web'), workload('web', { namespace: 'web', calls: 'orders.shop' })];
    expect(found(ID, [...STRICT_SHOP, ...client, AUTO_OFF, exact, all])).toEqual(['error DestinationRule shop/exact spec.exportTo']);
  });

  test('by a port entry under SIMPLE to a host outside the mesh, which is a warning', () => {
    const outside = serviceEntry('api.example.com', { location: 'MESH_EXTERNAL', resolution: 'DNS' });
    const entries = [{ port: { number: 443 }, ...POOL }, { port: { number: 80 }, ...aTls('DISABLE') }];
    expect(found(ID, [injected('shop'), workload('web'), outside, rule('api.example.com', { ...aTls('SIMPLE'), portLevelSettings: entries })]))
      .toEqual(['warning DestinationRule shop/rule spec.trafficPolicy.portLevelSettings[0]']);
  });

  test('by a port entry of a subset under SIMPLE at the top', () => {
    const subsets = [subset('v1', { portLevelSettings: [{ port: { number: 443 }, ...POOL }] }), subset('v2', POOL)];
    expect(found(ID, [injected('shop'), workload('web'), rule('api.example.com', 'SIMPLE', { subsets })]))
      .toEqual(['warning DestinationRule shop/rule spec.subsets[0].trafficPolicy.portLevelSettings[0]']);
  });
});

describe('nothing is lost', () => {
  test('by a port entry under ISTIO_MUTUAL where auto mTLS does the same', () => {
    expect(found(ID, [...STRICT_SHOP, rule('orders', { ...aTls('ISTIO_MUTUAL'), portLevelSettings: [ENTRY] })])).toEqual([]);
  });

  test('by a subset without tls, which inherits it', () => {
    expect(found(ID, [...STRICT_SHOP, AUTO_OFF, rule('orders', 'ISTIO_MUTUAL', { subsets: [subset('v1', POOL)] })])).toEqual([]);
  });

  test('by a rule that comes before one with DISABLE', () => {
    const all = rule('*.local', 'DISABLE', { namespace: 'istio-system', name: 'all' });
    expect(found(ID, [...STRICT_SHOP, AUTO_OFF, all, rule('orders', POOL)])).toEqual([]);
    expect(found('MTLS211', [...STRICT_SHOP, AUTO_OFF, all, rule('orders', POOL)])).toEqual(['error DestinationRule shop/rule spec.trafficPolicy']);
  });
});
