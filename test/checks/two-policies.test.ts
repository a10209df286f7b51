import { findingsIn } from '../support/checked';
import { found, injected, toYaml } from '../support/mesh-objects';
import { peerAuthentication, pods } from '../support/server-objects';

describe('two policies for one scope (MTLS102)', () => {
  const ID = 'MTLS102';
  const strict = peerAuthentication('b', { mode: 'STRICT' });

  test('are an error at the one that comes second by name', () => {
    expect(found(ID, [strict, peerAuthentication('a', { mode: 'PERMISSIVE' })])).toEqual(['error PeerAuthentication shop/b']);
  });

  test('are an error at the younger one, where the manifests say when they were made', () => {
    const old = peerAuthentication('z', { mode: 'PERMISSIVE', created: '2026-01-01T00:00:00Z' });
    const young = peerAuthentication('a', { mode: 'STRICT', created: '2026-01-02T00:00:00Z' });
    const [finding] = findingsIn(toYaml([young, old]), ID);
    expect(finding).toMatchObject({ resource: 'PeerAuthentication shop/a', message: expect.stringContaining('z in the same namespace, which is older') });
  });

  test('are a warning where both say the same', () => {
    expect(found(ID, [strict, peerAuthentication('a', { mode: 'STRICT' })])).toEqual(['warning PeerAuthentication shop/b']);
  });

  test('are found in the mesh, an empty selector being none', () => {
    const mesh = (name: string, what: object) => peerAuthentication(name, { namespace: 'istio-system', mode: 'STRICT', ...what });
    expect(found(ID, [mesh('a', {}), mesh('b', { selector: {}, mode: 'PERMISSIVE' })])).toEqual(['error PeerAuthentication istio-system/b']);
  });

  test('are none where they are for different namespaces, or one is for a workload', () => {
    expect(found(ID, [strict, peerAuthentication('a', { namespace: 'bank', mode: 'PERMISSIVE' }), peerAuthentication('c', { mode: 'DISABLE', app: 'api' })])).toEqual([]);
  });

  test('three of them are two findings', () => {
    expect(found(ID, [strict, peerAuthentication('a', { mode: 'DISABLE' }), peerAuthentication('c', { mode: 'DISABLE' })])).toHaveLength(2);
  });
});

describe('two policies that select one workload (MTLS103)', () => {
  const ID = 'MTLS103';
  const api = pods('api', { labels: { tier: 'backend' } });
  const broad = peerAuthentication('a', { mode: 'STRICT', selector: { matchLabels: { tier: 'backend' } } });
  const narrow = peerAuthentication('b', { mode: 'PERMISSIVE', app: 'api' });

  test('are an error at the one that is never followed, however specific its selector is', () => {
    expect(found(ID, [injected('shop'), api, broad, narrow])).toEqual(['error PeerAuthentication shop/b spec.selector.matchLabels']);
  });

  test('are a warning at one that is followed elsewhere', () => {
    const first = peerAuthentication('0', { mode: 'PERMISSIVE', app: 'api' });
    expect(found(ID, [injected('shop'), api, pods('cart', { labels: { tier: 'backend' } }), broad, first])).toEqual(['warning PeerAuthentication shop/a spec.selector.matchLabels']);
  });

  test('are a warning where they say the same, port by port', () => {
    const same = { mode: 'STRICT', app: 'api', ports: { 8080: 'PERMISSIVE' } };
    expect(found(ID, [api, peerAuthentication('a', same), peerAuthentication('b', same)])).toEqual(['warning PeerAuthentication shop/b spec.selector.matchLabels']);
    expect(found(ID, [api, peerAuthentication('a', same), peerAuthentication('b', { ...same, ports: { 8080: 'DISABLE' } })])).toEqual(['error PeerAuthentication shop/b spec.selector.matchLabels']);
  });

  test('are an error without any known workload, where their selectors are the same', () => {
    expect(found(ID, [peerAuthentication('a', { mode: 'STRICT', app: 'api' }), narrow])).toEqual(['error PeerAuthentication shop/b spec.selector.matchLabels']);
  });

  test('are none for workloads of different namespaces, or in the root namespace, where both are ignored', () => {
    expect(found(ID, [narrow, peerAuthentication('a', { namespace: 'bank', mode: 'STRICT', app: 'api' })])).toEqual([]);
    expect(found(ID, ['a', 'b'].map((name) => peerAuthentication(name, { namespace: 'istio-system', mode: 'STRICT', app: 'api' })))).toEqual([]);
  });

  test('are found for a virtual machine', () => {
    const vm = { apiVersion: 'networking.istio.io/v1', kind: 'WorkloadEntry', metadata: { name: 'vm', namespace: 'shop' }, ...{ spec: { address: '10.0.0.1', labels: { app: 'api', tier: 'backend' } } } };
    expect(found(ID, [vm, broad, narrow])).toEqual(['error PeerAuthentication shop/b spec.selector.matchLabels']);
  });
});
