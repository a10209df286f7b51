import { scopeOf } from '../../src/model/peer-authentication-facts';

test('without a selector, a policy of the root namespace is mesh-wide', () => {
  expect(scopeOf({ namespace: 'istio-system', selector: {} }, 'istio-system')).toEqual({ kind: 'mesh' });
});

test('without a selector, a policy of another namespace is namespace-wide', () => {
  expect(scopeOf({ namespace: 'shop', selector: {} }, 'istio-system')).toEqual({ kind: 'namespace', namespace: 'shop' });
});

test('with a selector, a policy is about the pods of its namespace', () => {
  expect(scopeOf({ namespace: 'shop', selector: { app: 'web' } }, 'istio-system'))
    .toEqual({ kind: 'workload', namespace: 'shop', selector: { app: 'web' } });
});

test('with a selector, a policy of the root namespace is ignored', () => {
  expect(scopeOf({ namespace: 'istio-system', selector: { app: 'web' } }, 'istio-system')).toBeUndefined();
});

test('the root namespace is the one that the mesh is set to', () => {
  expect(scopeOf({ namespace: 'istio-system', selector: {} }, 'mesh-config')).toEqual({ kind: 'namespace', namespace: 'istio-system' });
});
