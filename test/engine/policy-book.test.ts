import * as fc from 'fast-check';
import { PolicyBook, scopeKey } from '../../src/engine/policy-book';
import { MtlsMode } from '../../src/model/mtls-mode';
import type { PolicyDraft } from '../../src/model/policy-draft';
import { aBook, aMeshPolicy, aNamespacePolicy, aWorkloadPolicy } from '../support/a-policy';
import { aWorkload } from '../support/a-workload';
import { aMode, someLabels } from '../support/arbitraries';

const { UNSET, DISABLE, PERMISSIVE, STRICT } = MtlsMode;
const web = aWorkload('web');

describe('the mode of a workload', () => {
  test.each([
    ['no policy says anything', [], PERMISSIVE],
    ['the mesh policy is UNSET', [aMeshPolicy(UNSET)], PERMISSIVE],
    ['only the mesh has a mode', [aMeshPolicy(STRICT)], STRICT],
    ['the namespace overrides the mesh', [aMeshPolicy(STRICT), aNamespacePolicy('shop', DISABLE)], DISABLE],
    ['the namespace is UNSET', [aMeshPolicy(STRICT), aNamespacePolicy('shop', UNSET)], STRICT],
    ['the workload overrides the namespace', [aNamespacePolicy('shop', DISABLE), aWorkloadPolicy('web', { app: 'web' }, STRICT)], STRICT],
    ['the workload is UNSET', [aMeshPolicy(STRICT), aNamespacePolicy('shop', DISABLE), aWorkloadPolicy('web', { app: 'web' }, UNSET)], DISABLE],
    ['workload and namespace are UNSET', [aMeshPolicy(STRICT), aNamespacePolicy('shop', UNSET), aWorkloadPolicy('web', { app: 'web' }, UNSET)], STRICT],
    ['a policy selects other pods', [aWorkloadPolicy('api', { app: 'api' }, STRICT)], PERMISSIVE],
    ['a policy is another namespace\'s', [aNamespacePolicy('bank', STRICT)], PERMISSIVE],
  ])('where %s', (_, drafts, expected) => {
    expect(aBook(...drafts as PolicyDraft[]).workloadMode(web)).toBe(expected);
  });

  test('is, where policies were read from a cluster, that of the oldest, whatever their names', () => {
    const drafts = [aNamespacePolicy('shop', STRICT, { name: 'a', created: '2026-02-01T00:00:00Z' }), aNamespacePolicy('shop', DISABLE, { name: 'b', created: '2026-01-01T00:00:00Z' }), aNamespacePolicy('shop', PERMISSIVE, { name: '0' })];
    expect(aBook(...drafts).workloadMode(web)).toBe(DISABLE);
  });

  test('is, among several policies that select it, that of the first by name, and the others count for nothing', () => {
    const drafts = [aWorkloadPolicy('b', { app: 'web' }, STRICT), aWorkloadPolicy('a', {}, UNSET), aNamespacePolicy('shop', DISABLE)];
    expect(aBook(...drafts).workloadMode(web)).toBe(DISABLE);
    expect(aBook(...drafts).policyOf(web)?.name).toBe('a');
  });

  test('is, among several policies of its namespace, that of the first by name', () => {
    expect(aBook(aNamespacePolicy('shop', STRICT, { name: 'b' }), aNamespacePolicy('shop', DISABLE, { name: 'a' })).workloadMode(web)).toBe(DISABLE);
  });

  test('follows a mode that changes after the policy was added', () => {
    const policy = aMeshPolicy(PERMISSIVE);
    const book = aBook(policy);
    policy.mode = STRICT;
    expect(book.workloadMode(web)).toBe(STRICT);
  });
});

test('the mode of a port is its own, else its workload\'s', () => {
  const ports = new Map([[1, { mode: MtlsMode.DISABLE }], [2, { mode: MtlsMode.UNSET }]]);
  const book = aBook(aNamespacePolicy('shop', MtlsMode.STRICT), aWorkloadPolicy('web', { app: 'web' }, MtlsMode.UNSET, { ports }));
  expect([1, 2, 3].map((port) => book.portMode(aWorkload('web'), port))).toEqual(['DISABLE', 'STRICT', 'STRICT']);
  expect(book.portMode(aWorkload('other'), 1)).toBe('STRICT');
});

describe('the parent of a policy', () => {
  test.each([
    ['of the mesh is Istio\'s default', aMeshPolicy(STRICT), PERMISSIVE],
    ['of a namespace is the mesh', aNamespacePolicy('shop', DISABLE), STRICT],
    ['of a workload is its namespace', aWorkloadPolicy('web', { app: 'web' }, STRICT), DISABLE],
  ])('%s', (_, policy, expected) => {
    const book = aBook(aMeshPolicy(STRICT), aNamespacePolicy('shop', DISABLE), aWorkloadPolicy('web', { app: 'web' }, STRICT));
    expect(book.parentMode(policy)).toBe(expected);
  });
});

describe('scopes', () => {
  test('are the same whatever the order of a selector\'s labels', () => {
    const book = aBook(aWorkloadPolicy('a', { app: 'web', tier: 'front' }, STRICT), aWorkloadPolicy('b', { tier: 'front', app: 'web' }, STRICT));
    expect([...book.contested()].map((drafts) => drafts.map(({ name }) => name))).toEqual([['a', 'b']]);
  });

  test('are told apart by kind, namespace and selector', () => {
    const keys = [
      scopeKey({ kind: 'mesh' }),
      scopeKey({ kind: 'namespace', namespace: 'mesh' }),
      scopeKey({ kind: 'namespace', namespace: 'shop' }),
      scopeKey({ kind: 'workload', namespace: 'shop', selector: { app: 'web' } }),
      scopeKey({ kind: 'workload', namespace: 'bank', selector: { app: 'web' } }),
      scopeKey({ kind: 'workload', namespace: 'shop', selector: { app: 'api' } }),
    ];
    expect(new Set(keys).size).toBe(keys.length);
  });
});

describe('whatever the policies are', () => {
  const someDrafts = fc.record({
    mesh: fc.array(aMode, { maxLength: 2 }),
    namespace: fc.array(aMode, { maxLength: 2 }),
    workload: fc.array(fc.record({ selector: someLabels, mode: aMode }), { maxLength: 4 }),
  }).map(({ mesh, namespace, workload }) => [
    ...mesh.map((mode, i) => aMeshPolicy(mode, { name: `mesh-${i}` })),
    ...namespace.map((mode, i) => aNamespacePolicy('shop', mode, { name: `namespace-${i}` })),
    ...workload.map(({ selector, mode }, i) => aWorkloadPolicy(`workload-${i}`, selector, mode)),
  ]);

  test('the order in which they are added does not matter', () => {
    const inAnyOrder = someDrafts.chain((drafts) => fc.tuple(fc.constant(drafts), fc.shuffledSubarray(drafts, { minLength: drafts.length })));
    fc.assert(fc.property(inAnyOrder, someLabels, ([drafts, shuffled], podLabels) => {
      const workload = aWorkload('web', { podLabels });
      const [one, other] = [aBook(...drafts), aBook(...shuffled)];
      expect(other.workloadMode(workload)).toBe(one.workloadMode(workload));
      expect(other.namespaceMode('shop')).toBe(one.namespaceMode('shop'));
      expect(other.meshMode()).toBe(one.meshMode());
    }));
  });

  test('UNSET everywhere below equals the parent', () => {
    fc.assert(fc.property(aMode, fc.array(someLabels, { maxLength: 4 }), someLabels, (mode, selectors, podLabels) => {
      const below = [aNamespacePolicy('shop', UNSET), ...selectors.map((selector, i) => aWorkloadPolicy(`workload-${i}`, selector, UNSET))];
      const book = aBook(aMeshPolicy(mode), ...below);
      expect(book.workloadMode(aWorkload('web', { podLabels }))).toBe(book.meshMode());
    }));
  });

  test('an UNSET policy can be taken away without any change where no other selects its pods', () => {
    fc.assert(fc.property(aMode, aMode, someLabels, someLabels, (mesh, namespace, selector, podLabels) => {
      const workload = aWorkload('web', { podLabels });
      const without = aBook(aMeshPolicy(mesh), aNamespacePolicy('shop', namespace));
      const book = aBook(aMeshPolicy(mesh), aNamespacePolicy('shop', namespace), aWorkloadPolicy('a', selector, UNSET));
      expect(book.workloadMode(workload)).toBe(without.workloadMode(workload));
    }));
  });
});

test('a new book is empty', () => {
  const book = new PolicyBook();
  expect(book.all()).toEqual([]);
  expect(book.of({ kind: 'mesh' })).toBeUndefined();
  expect(book.policyOf(web)).toBeUndefined();
});
