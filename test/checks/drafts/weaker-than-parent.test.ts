import { checkWeakerThanParent } from '../../../src/checks/drafts/weaker-than-parent';
import { Findings } from '../../../src/model/findings';
import { MtlsMode } from '../../../src/model/mtls-mode';
import type { PolicyDraft } from '../../../src/model/policy-draft';
import { aBook, aMeshPolicy, aNamespacePolicy, aWorkloadPolicy } from '../../support/a-policy';
import { reportsOf } from '../../support/reports';

const { UNSET, DISABLE, PERMISSIVE, STRICT } = MtlsMode;
const OURS = { origin: 'construct' as const, source: 'app/policy' };

function check(...drafts: PolicyDraft[]): string[] {
  const findings = new Findings();
  checkWeakerThanParent(aBook(...drafts), findings);
  return reportsOf(findings);
}

describe('a mode weaker than the parent\'s is an error without a reason', () => {
  test.each<[string, PolicyDraft[], string]>([
    ['a mesh at DISABLE', [aMeshPolicy(DISABLE, OURS)], 'got DISABLE under PERMISSIVE'],
    ['a namespace under a STRICT mesh', [aMeshPolicy(STRICT), aNamespacePolicy('shop', PERMISSIVE, OURS)], 'got PERMISSIVE under STRICT'],
    ['a workload under a STRICT namespace', [aNamespacePolicy('shop', STRICT), aWorkloadPolicy('web', { app: 'web' }, DISABLE, OURS)], 'got DISABLE under STRICT'],
    ['a workload under a mesh that its namespace passes on', [aMeshPolicy(STRICT), aNamespacePolicy('shop', UNSET), aWorkloadPolicy('web', { app: 'web' }, PERMISSIVE, OURS)],
      'got PERMISSIVE under STRICT'],
  ])('%s', (_, drafts, got) => {
    expect(check(...drafts)).toEqual([expect.stringContaining(`is weaker than its parent without a reason: ${got}; allowed: `)]);
    expect(check(...drafts)[0]).toMatch(/^error app\/policy: /);
  });
});

describe('nothing is said', () => {
  test.each<[string, PolicyDraft[]]>([
    ['where there is a reason', [aMeshPolicy(STRICT), aNamespacePolicy('shop', PERMISSIVE, { ...OURS, reason: 'old clients' })]],
    ['of a mode as strong', [aMeshPolicy(STRICT), aNamespacePolicy('shop', STRICT, OURS)]],
    ['of a stronger mode', [aMeshPolicy(DISABLE), aNamespacePolicy('shop', STRICT, OURS)]],
    ['of a mesh at PERMISSIVE', [aMeshPolicy(PERMISSIVE, OURS)]],
    ['of UNSET', [aMeshPolicy(STRICT), aNamespacePolicy('shop', UNSET, OURS)]],
    ['of a manifest', [aMeshPolicy(STRICT), aNamespacePolicy('shop', DISABLE)]],
  ])('%s', (_, drafts) => {
    expect(check(...drafts)).toEqual([]);
  });
});
