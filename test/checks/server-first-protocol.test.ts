import { findingsIn } from '../support/checked';
import { found, injected, namespace, rule, toYaml } from '../support/mesh-objects';
import { peerAuthentication, pods, service } from '../support/server-objects';

const ID = 'MTLS111';
const MYSQL = { ports: [{ name: 'mysql', port: 3306, targetPort: 3306 }] };
const ORDERS = [injected('shop'), service('orders', MYSQL), pods('orders', { ports: [{ containerPort: 3306 }] })];
const BARE = namespace('bare');

describe('a port at which the server speaks first', () => {
  test('is a warning where a plaintext client may call, an error where a manifest declares the call', () => {
    expect(found(ID, [...ORDERS, BARE, pods('web', { namespace: 'bare' })])).toEqual(['warning Deployment shop/orders']);
    expect(found(ID, [...ORDERS, BARE, pods('web', { namespace: 'bare', own: { 'mtls.cdk8s.io/calls': 'orders.shop:3306' } })])).toEqual(['error Deployment shop/orders']);
  });

  test('is found by appProtocol as well, and where a rule makes a client with a proxy send plaintext', () => {
    const byAppProtocol = [injected('shop'), service('orders', { ports: [{ name: 'db', appProtocol: 'mysql', port: 3306 }] }), pods('orders')];
    expect(found(ID, [...byAppProtocol, rule('orders', 'DISABLE')])).toEqual(['warning Deployment shop/orders']);
  });

  test('is one finding for all its clients, which says how many they are', () => {
    const [finding, ...others] = findingsIn(toYaml([...ORDERS, BARE, pods('a', { namespace: 'bare' }), pods('b', { namespace: 'bare' })]), ID);
    expect(finding).toMatchObject({ connections: 2, message: expect.stringContaining('2 workloads that may call') });
    expect(others).toEqual([]);
  });

  test.each([
    ['DISABLE', [...ORDERS, BARE, pods('web', { namespace: 'bare' }), peerAuthentication('orders', { app: 'orders', ports: { 3306: 'DISABLE' } })]],
    ['STRICT, where another check tells of the client', [...ORDERS, BARE, pods('web', { namespace: 'bare' }), peerAuthentication('default', { mode: 'STRICT' })]],
    ['called by clients with a proxy only', [...ORDERS, pods('web')]],
    ['taken for plain TCP', [injected('shop'), service('orders', { ports: [{ name: 'tcp-mysql', port: 3306 }] }), pods('orders'), BARE, pods('web', { namespace: 'bare' })]],
  ])('is none where it is %s', (_, objects) => {
    expect(found(ID, objects)).toEqual([]);
  });
});
