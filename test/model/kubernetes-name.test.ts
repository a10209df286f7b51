import { isDnsLabel, isDnsSubdomain, isLabelKey, isLabelValue, qualifiedName } from '../../src/model/kubernetes-name';

const of = (length: number) => 'a'.repeat(length);

test.each([
  ['shop', true], ['a', true], ['7', true], ['a-b', true], ['9-a', true], [of(63), true],
  ['', false], ['-a', false], ['a-', false], ['A', false], ['a.b', false], ['a_b', false], ['a b', false], ['a\n', false], ['é', false], [of(64), false],
])('a DNS label may be %j: %s', (name, expected) => {
  expect(isDnsLabel(name)).toBe(expected);
});

test.each([
  ['shop', true], ['a.b', true], ['a-b.c', true], [`${of(63)}.${of(63)}.${of(63)}.${of(61)}`, true], [of(253), true],
  ['', false], ['.a', false], ['a.', false], ['a..b', false], ['a.-b', false], ['A.b', false], ['a_b', false], [of(254), false],
])('a DNS subdomain may be %j: %s', (name, expected) => {
  expect(isDnsSubdomain(name)).toBe(expected);
});

test.each([
  ['app', true], ['app.kubernetes.io/name', true], ['App_1.x', true], [of(63), true], ['a.b/c', true],
  ['', false], ['/app', false], ['a/', false], ['a/b/c', false], ['-app', false], ['app-', false], ['A.b/c', false], ['a*', false], [of(64), false],
])('a label key may be %j: %s', (key, expected) => {
  expect(isLabelKey(key)).toBe(expected);
});

test.each([
  ['', true], ['web', true], ['Web_1.x-y', true], [of(63), true],
  ['-web', false], ['web-', false], ['a/b', false], ['*', false], ['a b', false], [of(64), false],
])('a label value may be %j: %s', (value, expected) => {
  expect(isLabelValue(value)).toBe(expected);
});

test('an object is named by namespace and name, and by the name alone where the namespace is left open', () => {
  expect([qualifiedName({ namespace: 'shop', name: 'web' }), qualifiedName({ namespace: '', name: 'web' })]).toEqual(['shop/web', 'web']);
});
