import { readObject } from '../../src/manifests/read-object';
import { aManifest, ANY_JSON } from '../support/a-manifest';

test('what every object says of itself is read', () => {
  const metadata = { name: 'web', namespace: 'shop', creationTimestamp: '2026-01-01T00:00:00Z' };
  expect(readObject({ ...aManifest({ metadata }, 'web.yaml'), line: 3 }, 'default'))
    .toEqual({ namespace: 'shop', name: 'web', source: 'web.yaml', line: 3, created: '2026-01-01T00:00:00Z' });
});

test.each([[undefined], [null], [''], [1]])('the namespace %j is the default\'s', (namespace) => {
  expect(readObject(aManifest({ metadata: { namespace } }), 'default').namespace).toBe('default');
  expect(readObject(aManifest({ metadata: { namespace } }), '').namespace).toBe('');
});

test.each([[undefined], [null], [0]])('an object with the timestamp %j has none', (creationTimestamp) => {
  expect(readObject(aManifest({ metadata: { creationTimestamp } }), '').created).toBeUndefined();
});

test('whatever a manifest holds, reading it does not throw', () => {
  for (const value of ANY_JSON) {
    for (const metadata of [value, { name: value, namespace: value, creationTimestamp: value }]) expect(() => readObject(aManifest({ metadata }), '')).not.toThrow();
  }
});
