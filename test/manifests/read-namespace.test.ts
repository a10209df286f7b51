import { readNamespace } from '../../src/manifests/read-namespace';
import { aManifest, ANY_JSON } from '../support/a-manifest';

test('a Namespace is read with its labels', () => {
  expect(readNamespace(aManifest({ kind: 'Namespace', metadata: { name: 'shop', labels: { 'istio-injection': 'enabled', 'wrong': 1 } } })))
    .toEqual({ name: 'shop', labels: { 'istio-injection': 'enabled' } });
});

test('whatever a manifest holds, reading it does not throw', () => {
  for (const value of ANY_JSON) {
    for (const metadata of [value, { name: value, labels: value }]) expect(() => readNamespace(aManifest({ metadata }))).not.toThrow();
  }
});
