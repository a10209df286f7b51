import { readNamespace } from '../../src/manifests/read-namespace';
import { aManifest, ANY_JSON } from '../support/a-manifest';

test('a Namespace is read with its labels and annotations', () => {
  const metadata = { name: 'shop', labels: { 'istio-injection': 'enabled', 'wrong': 1 }, annotations: { team: 'a' } };
  expect(readNamespace({ ...aManifest({ kind: 'Namespace', metadata }, 'shop.yaml'), line: 7 }))
    .toEqual({ name: 'shop', labels: { 'istio-injection': 'enabled' }, annotations: { team: 'a' }, source: 'shop.yaml', line: 7 });
});

test('whatever a manifest holds, reading it does not throw', () => {
  for (const value of ANY_JSON) {
    const metadatas = [value, { name: value, labels: value, annotations: value }];
    for (const metadata of metadatas) expect(() => readNamespace(aManifest({ metadata }))).not.toThrow();
  }
});
