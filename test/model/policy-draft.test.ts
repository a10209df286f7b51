import { policyTitle } from '../../src/model/policy-draft';

test('a policy is called by its kind, namespace and name', () => {
  expect(policyTitle({ namespace: 'shop', name: 'default' })).toBe('PeerAuthentication shop/default');
});

test('a policy without a namespace is called by its kind and name', () => {
  expect(policyTitle({ namespace: '', name: 'default' })).toBe('PeerAuthentication default');
});
