import { findingsIn } from '../support/checked';
import { found, rule, STRICT_SHOP, subset, toYaml } from '../support/mesh-objects';

const ID = 'MTLS209';
const POOL = { connectionPool: { tcp: { maxConnections: 10 } } };
const SELECTED = { workloadSelector: { matchLabels: { app: 'orders' } } };
const a = (tls: string | object, what: Parameters<typeof rule>[2] = {}) => rule('orders', tls, { name: 'a', ...what });
const b = (tls: string | object, what: Parameters<typeof rule>[2] = {}) => rule('orders.shop.svc.cluster.local', tls, { name: 'b', ...what });
const both = (...rules: ReturnType<typeof rule>[]) => found(ID, [...STRICT_SHOP, ...rules]);

describe('of two rules for one host', () => {
  test('the later loses a traffic policy that says otherwise of TLS', () => {
    expect(both(a('ISTIO_MUTUAL'), b('DISABLE'))).toEqual(['error DestinationRule shop/b spec.trafficPolicy']);
    expect(both(b('DISABLE'), a('ISTIO_MUTUAL'))).toEqual(['error DestinationRule shop/b spec.trafficPolicy']);
    expect(both(a(POOL), b('ISTIO_MUTUAL'))).toEqual(['error DestinationRule shop/b spec.trafficPolicy']);
  });

  test('the older one wins where timestamps tell, and the message says so', () => {
    const objects = [...STRICT_SHOP, a('ISTIO_MUTUAL', { created: '2026-02-01T00:00:00Z' }), b('DISABLE', { created: '2026-01-01T00:00:00Z' })];
    const [finding] = findingsIn(toYaml(objects), ID);
    expect(finding).toMatchObject({ severity: 'error', resource: 'DestinationRule shop/a' });
    expect(finding.message).toContain('DISABLE in b, which is older,');
  });

  test('the later loses what says the same of TLS, which matters less', () => {
    expect(both(a('ISTIO_MUTUAL'), b({ tls: { mode: 'ISTIO_MUTUAL' }, ...POOL }))).toEqual(['info DestinationRule shop/b spec.trafficPolicy']);
  });

  test('neither loses anything where one has the subsets and the other the traffic policy', () => {
    expect(both(a({}, { subsets: [subset('v1', {})] }), b('ISTIO_MUTUAL'))).toEqual([]);
    expect(both(a('ISTIO_MUTUAL', { subsets: [subset('v1', {})] }), b({}, { subsets: [subset('v2', {})] }))).toEqual([]);
  });

  test('the later loses a subset that says otherwise of TLS', () => {
    const subsets = (mode: string) => ({ subsets: [subset('v1', { tls: { mode } })] });
    expect(both(a({}, subsets('ISTIO_MUTUAL')), b({}, subsets('DISABLE')))).toEqual(['error DestinationRule shop/b spec.subsets[0]']);
    expect(both(a({}, subsets('DISABLE')), b({}, subsets('DISABLE')))).toEqual([]);
  });

  test('the newer wins where exportTo differs, for clients that are given both', () => {
    expect(both(a('ISTIO_MUTUAL', { exportTo: ['.'] }), b('DISABLE'))).toEqual(['warning DestinationRule shop/a spec.exportTo']);
    expect(both(a('ISTIO_MUTUAL', { exportTo: ['web'] }), b('DISABLE', { exportTo: ['bank'] }))).toEqual([]);
    expect(both(a('ISTIO_MUTUAL', { exportTo: ['.'] }), b('ISTIO_MUTUAL'))).toEqual([]);
  });

  test('that for all clients goes into a private one for some, and is lost to the others', () => {
    expect(both(a('ISTIO_MUTUAL', { exportTo: ['.'] }), b('ISTIO_MUTUAL', SELECTED))).toContain('error DestinationRule shop/a spec.host');
  });

  test('that for certain clients stands beside one for all', () => {
    expect(both(a('ISTIO_MUTUAL'), b('DISABLE', SELECTED))).toEqual([]);
  });
});

test('rules of two namespaces, or for a host and a wildcard, are no rivals here', () => {
  expect(both(a('ISTIO_MUTUAL'), rule('orders.shop.svc.cluster.local', 'DISABLE', { namespace: 'web', name: 'a' }), rule('*.shop.svc.cluster.local', 'DISABLE', { name: 'c' }))).toEqual([]);
});
