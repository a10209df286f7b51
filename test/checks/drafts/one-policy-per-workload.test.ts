import { checkOnePolicyPerWorkload } from '../../../src/checks/drafts/one-policy-per-workload';
import { Findings } from '../../../src/model/findings';
import { MtlsMode } from '../../../src/model/mtls-mode';
import type { PolicyDraft } from '../../../src/model/policy-draft';
import { aMesh } from '../../support/a-mesh';
import { aBook, aNamespacePolicy, aWorkloadPolicy } from '../../support/a-policy';
import { aWorkload } from '../../support/a-workload';
import { reportsOf } from '../../support/reports';

const { STRICT } = MtlsMode;
const canary = aWorkload('web', { podLabels: { app: 'web', track: 'canary' } });
const ours = (source: string) => ({ origin: 'construct' as const, source });

function check(...drafts: PolicyDraft[]): string[] {
  const findings = new Findings();
  checkOnePolicyPerWorkload(aMesh({ workloads: [canary, aWorkload('api')] }), aBook(...drafts), findings);
  return reportsOf(findings);
}

describe('two selectors that choose one workload are an error', () => {
  test('of both, where both are ours', () => {
    expect(check(aWorkloadPolicy('a', { app: 'web' }, STRICT, ours('app/a')), aWorkloadPolicy('b', { track: 'canary' }, STRICT, ours('app/b')))).toEqual([
      expect.stringMatching(/^error app\/a: Deployment shop\/web is selected by two policies: got PeerAuthentication shop\/a \(app\/a\) and PeerAuthentication shop\/b \(app\/b\); allowed: one/),
      expect.stringMatching(/^error app\/b: /),
    ]);
  });

  test.each(['manifest', 'foreign'] as const)('of ours alone, where the other has the origin %s', (origin) => {
    expect(check(aWorkloadPolicy('a', { app: 'web' }, STRICT, ours('app/a')), aWorkloadPolicy('b', { track: 'canary' }, STRICT, { origin })))
      .toEqual([expect.stringMatching(/^error app\/a: /)]);
  });

  test('of a policy that was generated', () => {
    expect(check(aWorkloadPolicy('a', { app: 'web' }, STRICT, { origin: 'generated', source: 'app/migration' }), aWorkloadPolicy('b', { track: 'canary' }, STRICT)))
      .toEqual([expect.stringMatching(/^error app\/migration: /)]);
  });
});

describe('nothing is said', () => {
  test.each([
    ['of policies for different workloads', [aWorkloadPolicy('a', { app: 'web' }, STRICT, ours('a')), aWorkloadPolicy('b', { app: 'api' }, STRICT, ours('b'))]],
    ['of a namespace policy beside', [aNamespacePolicy('shop', STRICT, ours('a')), aWorkloadPolicy('b', { app: 'web' }, STRICT, ours('b'))]],
    ['of one selector twice, which has two owners', [aWorkloadPolicy('a', { app: 'web' }, STRICT, ours('a')), aWorkloadPolicy('b', { app: 'web' }, STRICT, ours('b'))]],
    ['of manifests alone', [aWorkloadPolicy('a', { app: 'web' }, STRICT), aWorkloadPolicy('b', { track: 'canary' }, STRICT)]],
  ])('%s', (_, drafts) => {
    expect(check(...drafts)).toEqual([]);
  });
});
