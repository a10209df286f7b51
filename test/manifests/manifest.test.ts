import { flattenLists, groupOf, kindOf, nameOf, namespaceOf } from '../../src/manifests/manifest';
import { aManifest } from '../support/a-manifest';

test('kind, name and namespace are read', () => {
  const manifest = aManifest({ kind: 'Service', metadata: { name: 'web', namespace: 'shop' } });
  expect([kindOf(manifest), nameOf(manifest), namespaceOf(manifest)]).toEqual(['Service', 'web', 'shop']);
});

test.each([{}, { kind: 1, metadata: 'x' }, { kind: null, metadata: { name: [], namespace: {} } }])('kind, name and namespace of %j are empty', (object) => {
  const manifest = aManifest(object);
  expect([kindOf(manifest), nameOf(manifest), namespaceOf(manifest)]).toEqual(['', '', '']);
});

test.each([
  ['v1', ''], ['apps/v1', 'apps'], ['security.istio.io/v1beta1', 'security.istio.io'], ['', ''], [undefined, ''], [1, ''],
])('the group of apiVersion %j is %j', (apiVersion, expected) => {
  expect(groupOf(aManifest({ apiVersion }))).toBe(expected);
});

describe('flattenLists', () => {
  const namesOf = (object: object) => flattenLists(aManifest(object as never)).map((manifest) => `${kindOf(manifest)} ${nameOf(manifest)} of ${manifest.source}`);
  const service = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } };

  test('leaves one object alone', () => {
    expect(namesOf(service)).toEqual(['Service web of manifests.yaml']);
  });

  test('takes the items of a List, and of a List in it', () => {
    expect(namesOf({ kind: 'List', items: [service, { kind: 'ServiceList', items: [service] }] })).toEqual(Array(2).fill('Service web of manifests.yaml'));
  });

  test('leaves out items that are no object', () => {
    expect(namesOf({ kind: 'List', items: [null, 1, 'x', [service], service] })).toEqual(['Service web of manifests.yaml']);
  });

  test.each([{ kind: 'AllowList' }, { kind: 'List', items: null }, { kind: 'List', items: {} }])('leaves %j alone, which has no items', (object) => {
    expect(flattenLists(aManifest(object))).toHaveLength(1);
  });

  test('gives items of a list of one type the type that the API server leaves out', () => {
    expect(namesOf({ apiVersion: 'v1', kind: 'ServiceList', items: [{ metadata: { name: 'web' } }] })).toEqual(['Service web of manifests.yaml']);
  });

  test('gives nothing for an empty List', () => {
    expect(flattenLists(aManifest({ kind: 'List', items: [] }))).toEqual([]);
  });
});
