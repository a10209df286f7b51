import { findingsIn } from '../support/checked';
import { found, injected, rule, server, serviceEntry, STRICT_SHOP, toYaml, workload } from '../support/mesh-objects';

const ID = 'MTLS208';
const ALLOWED = /allowed: (.*)$/;

/** How grave it is, and which host is proposed. */
function judged(host: string, tls: string | object = 'ISTIO_MUTUAL', namespace = 'shop', more: Parameters<typeof toYaml>[0] = []): (string | undefined)[] {
  const [finding] = findingsIn(toYaml([...STRICT_SHOP, ...more, rule(host, tls, { namespace })]), ID);
  return finding === undefined ? [] : [finding.severity, ALLOWED.exec(finding.message)?.[1]];
}

const ANY = 'the full host of a Service, or a host of a ServiceEntry';
const ORDERS = 'orders.shop.svc.cluster.local';

test.each([
  ['a short name of its own namespace', 'orders'],
  ['a full host', ORDERS],
  ['a wildcard that a host is within', '*.shop.svc.cluster.local'],
  ['a wildcard of the whole domain', '*.local'],
  ['everything', '*'],
])('%s is fine', (_, host) => {
  expect(judged(host)).toEqual([]);
});

describe('a host that nobody has', () => {
  test.each([['orders.shop', ORDERS], ['orders.shop.svc', ORDERS], ['*.shop', '*.shop.svc.cluster.local'], ['*.shop.svc', '*.shop.svc.cluster.local']])('is certainly meant for a Service: %s', (host, meant) => {
    expect(judged(host)).toEqual(['error', meant]);
    expect(judged(host, {})).toEqual(['warning', meant]);
  });

  test('is a short name of another namespace\'s Service', () => {
    expect(judged('orders', 'ISTIO_MUTUAL', 'web', [injected('web'), workload('web', { namespace: 'web' })])).toEqual(['warning', ORDERS]);
    expect(judged('orders', 'ISTIO_MUTUAL', 'web')).toEqual(['info', ORDERS]);
  });

  test('is a Service that is not among the manifests, which is grave only where its namespace is', () => {
    expect(judged('stock.shop.svc.cluster.local')).toEqual(['warning', ANY]);
    expect(judged('stock.far.svc.cluster.local')).toEqual(['info', ANY]);
    expect(judged('*.far.svc.cluster.local')).toEqual(['info', ANY]);
  });

  test('has the wrong domain', () => {
    expect(judged('orders.shop.svc.cluster.example')).toEqual(['warning', ORDERS]);
  });

  test('is a single pod of a headless Service', () => {
    expect(judged('db-0.db.shop.svc.cluster.local', 'ISTIO_MUTUAL', 'shop', server('db', { kind: 'StatefulSet', service: { clusterIP: 'None' } }))).toEqual(['warning', 'db.shop.svc.cluster.local']);
  });

  test('is an ExternalName, which is another host\'s alias', () => {
    const alias = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'alias', namespace: 'shop' }, spec: { type: 'ExternalName', externalName: 'api.example.com' } };
    expect(judged('alias', 'ISTIO_MUTUAL', 'shop', [alias])).toEqual(['warning', ANY]);
  });

  test('is outside of the cluster, where others may know it', () => {
    expect(judged('api.example.com')).toEqual(['info', ANY]);
    expect(judged('*.example.com')).toEqual(['info', ANY]);
    expect(judged('api.example.com', 'SIMPLE', 'shop', [serviceEntry('*.example.com')])).toEqual(['info', '*.example.com']);
    expect(judged('api.example.com', 'SIMPLE', 'shop', [serviceEntry('api.example.com')])).toEqual([]);
  });
});

test('a Service of no port is a host all the same', () => {
  expect(found(ID, [...STRICT_SHOP, ...server('idle', { service: { ports: [] } }), rule('idle', 'ISTIO_MUTUAL')])).toEqual([]);
});
