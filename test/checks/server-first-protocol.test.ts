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
  ])('is none where it is %s', (_, objects) => {
    expect(found(ID, objects)).toEqual([]);
  });
});

describe('a port of a well-known protocol in which the server speaks first', () => {
  const serverAt = (...ports: object[]) => [injected('shop'), service('orders', { ports }), pods('orders', { ports: [] })];
  const CLIENT = [BARE, pods('web', { namespace: 'bare' })];

  test.each([
    ['a number that no name explains', { port: 25 }],
    ['a number, whatever name says that it is TCP', { name: 'tcp', port: 3306 }],
    ['the number of the workload port', { name: 'db', port: 9000, targetPort: 3306 }],
    ['a name', { name: 'smtp-out', port: 2525 }],
    ['a name behind tcp-', { name: 'tcp-mysql', port: 9000 }],
  ])('is a warning by %s', (_, port) => {
    expect(found(ID, [...serverAt(port), ...CLIENT])).toEqual(['warning Deployment shop/orders']);
  });

  test('is a warning even where a manifest declares the call, and says which protocol it may be', () => {
    const caller = pods('web', { namespace: 'bare', own: { 'mtls.cdk8s.io/calls': 'orders.shop:25' } });
    const [finding, ...others] = findingsIn(toYaml([...serverAt({ port: 25 }), BARE, caller]), ID);
    expect(finding).toMatchObject({ severity: 'warning', connections: 1, message: expect.stringContaining('stalls if it is SMTP') });
    expect(finding.message).toContain('Deployment bare/web');
    expect(others).toEqual([]);
  });

  test('is one finding with what Istio itself takes for MySQL', () => {
    expect(found(ID, [...serverAt({ name: 'mysql', port: 3306 }, { name: 'db', port: 3307, targetPort: 3306 }), ...CLIENT])).toEqual(['warning Deployment shop/orders']);
  });

  test.each([
    ['said to speak HTTP', [...serverAt({ name: 'http', port: 3306 }), ...CLIENT]],
    ['said to speak gRPC', [...serverAt({ appProtocol: 'grpc', port: 25 }), ...CLIENT]],
    ['said to speak TLS', [...serverAt({ name: 'tls-smtp', port: 25 }), ...CLIENT]],
    ['called by clients with a proxy only', [...serverAt({ name: 'tcp', port: 3306 }), pods('web')]],
    ['of a server without a proxy', [namespace('shop'), service('orders', { ports: [{ port: 25 }] }), pods('orders'), ...CLIENT]],
    ['DISABLE', [...serverAt({ port: 25 }), ...CLIENT, peerAuthentication('default', { mode: 'DISABLE' })]],
    ['called by nobody who may', [...serverAt({ port: 25 }), BARE, pods('web', { namespace: 'bare', own: { 'mtls.cdk8s.io/calls': '' } }), namespace('kube-system'), pods('dns', { namespace: 'kube-system' })]],
  ])('is none where it is %s', (_, objects) => {
    expect(found(ID, objects)).toEqual([]);
  });
});
