import { checkOneOwnerPerScope } from '../../../src/checks/drafts/one-owner-per-scope';
import { Findings } from '../../../src/model/findings';
import { MtlsMode } from '../../../src/model/mtls-mode';
import type { PolicyDraft } from '../../../src/model/policy-draft';
import { aBook, aMeshPolicy, aNamespacePolicy, aWorkloadPolicy } from '../../support/a-policy';
import { reportsOf } from '../../support/reports';

const { STRICT } = MtlsMode;
const ours = (source: string) => ({ origin: 'construct' as const, source });

function check(...drafts: PolicyDraft[]): string[] {
  const findings = new Findings();
  checkOneOwnerPerScope(aBook(...drafts).contested(), findings);
  return reportsOf(findings);
}

describe('two policies for one scope are an error', () => {
  test.each([
    ['the mesh', [aMeshPolicy(STRICT, ours('app/a')), aMeshPolicy(STRICT, { name: 'mesh', ...ours('app/b') })]],
    ['namespace shop', [aNamespacePolicy('shop', STRICT, ours('app/a')), aNamespacePolicy('shop', STRICT, { name: 'shop', ...ours('app/b') })]],
    ['the workload shop app=web,tier=front', [
      aWorkloadPolicy('a', { app: 'web', tier: 'front' }, STRICT, ours('app/a')), aWorkloadPolicy('b', { tier: 'front', app: 'web' }, STRICT, ours('app/b')),
    ]],
  ])('of both, for %s', (scope, drafts) => {
    expect(check(...drafts)).toEqual([
      expect.stringContaining(`error app/a: ${scope} has two owners: app/a (PeerAuthentication `),
      expect.stringContaining(`error app/b: ${scope} has two owners: app/b (PeerAuthentication `),
    ]);
  });

  test('of ours alone, where the other is a manifest or somebody else\'s', () => {
    expect(check(aMeshPolicy(STRICT, ours('app/a')), aMeshPolicy(STRICT, { source: 'mesh.yaml' }))).toEqual([expect.stringMatching(/^error app\/a: .*mesh\.yaml/)]);
    expect(check(aMeshPolicy(STRICT, { origin: 'foreign' }), aMeshPolicy(STRICT, ours('app/a')))).toEqual([expect.stringMatching(/^error app\/a: /)]);
  });
});

describe('nothing is said', () => {
  test.each([
    ['of one policy per scope', [aMeshPolicy(STRICT, ours('a')), aNamespacePolicy('shop', STRICT, ours('b')), aNamespacePolicy('bank', STRICT, ours('c')),
      aWorkloadPolicy('web', { app: 'web' }, STRICT, ours('d')), aWorkloadPolicy('api', { app: 'api' }, STRICT, ours('e'))]],
    ['of manifests alone', [aMeshPolicy(STRICT), aMeshPolicy(STRICT, { name: 'mesh' })]],
    ['of no policy', []],
  ])('%s', (_, drafts) => {
    expect(check(...drafts)).toEqual([]);
  });
});
