import { applyMigration } from '../../src/migration/apply-migration';
import type { WaveFacts } from '../../src/migration/migration-facts';
import { WaveStep } from '../../src/migration/wave-step';
import { Findings } from '../../src/model/findings';
import { MtlsMode } from '../../src/model/mtls-mode';
import type { PolicyDraft, PortRule } from '../../src/model/policy-draft';
import { aMesh } from '../support/a-mesh';
import { aMigration, aWaveOf, aWaveOfNamespaces, theRest } from '../support/a-migration';
import { aBook, aMeshPolicy, aNamespacePolicy, aWorkloadPolicy } from '../support/a-policy';
import { aWorkload } from '../support/a-workload';
import { reportsOf } from '../support/reports';

const { UNSET, DISABLE, PERMISSIVE, STRICT } = MtlsMode;
const web = aWorkload('web');
const canary = aWorkload('canary', { podLabels: { app: 'web', track: 'canary' } });
const FOREIGN = { origin: 'foreign' as const, source: 'team-a/policies.yaml' };

function reports(waves: WaveFacts[], drafts: PolicyDraft[] = [], workloads = [web]): string[] {
  const findings = new Findings();
  applyMigration(aMesh({ workloads }), aBook(...drafts), aMigration(waves), findings);
  return reportsOf(findings);
}

describe('a policy that is not this app\'s is refused where it would have to change', () => {
  test.each<[string, WaveFacts, PolicyDraft, RegExp]>([
    ['of a workload', aWaveOf([web], WaveStep.STRICT), aWorkloadPolicy('theirs', { app: 'web' }, PERMISSIVE, FOREIGN), /PeerAuthentication shop\/theirs .*got PERMISSIVE; allowed: STRICT/],
    ['of a namespace', aWaveOfNamespaces(['shop'], WaveStep.PERMISSIVE), aNamespacePolicy('shop', DISABLE, FOREIGN), /PeerAuthentication shop\/default .*got DISABLE; allowed: PERMISSIVE/],
    ['of a workload in a wave of its namespace', aWaveOfNamespaces(['shop'], WaveStep.STRICT), aWorkloadPolicy('theirs', { app: 'web' }, DISABLE, FOREIGN),
      /PeerAuthentication shop\/theirs .*got DISABLE; allowed: STRICT/],
    ['of a workload that inherits another mode once every wave has taken its step', aWaveOf([web], WaveStep.PERMISSIVE), aWorkloadPolicy('theirs', { app: 'web' }, UNSET, FOREIGN),
      /PeerAuthentication shop\/theirs .*got UNSET; allowed: PERMISSIVE/],
    ['of the mesh', theRest(WaveStep.LOCK), aMeshPolicy(PERMISSIVE, FOREIGN), /PeerAuthentication istio-system\/default .*got PERMISSIVE; allowed: STRICT/],
  ])('%s', (_, wave, policy, message) => {
    const waves = policy.mode === UNSET ? [wave, aWaveOfNamespaces(['shop'], WaveStep.STRICT)] : [wave];
    expect(reports(waves, [policy])).toEqual([expect.stringMatching(message)]);
    expect(reports(waves, [policy])[0]).toMatch(/^error app\/migration: wave ".*" at .* \(team-a\/policies\.yaml\) is not this app's/);
    expect(policy.mode).not.toBe(STRICT);
  });
});

describe('a policy that is not this app\'s is fine where it says so already', () => {
  test.each<[string, WaveFacts, PolicyDraft[]]>([
    ['of a workload', aWaveOf([web], WaveStep.STRICT), [aWorkloadPolicy('theirs', { app: 'web' }, STRICT, FOREIGN)]],
    ['of a workload that is ahead', aWaveOf([web], WaveStep.PERMISSIVE), [aWorkloadPolicy('theirs', { app: 'web' }, STRICT, FOREIGN)]],
    ['of a workload that inherits it', aWaveOf([web], WaveStep.STRICT), [aNamespacePolicy('shop', STRICT, FOREIGN), aWorkloadPolicy('theirs', { app: 'web' }, UNSET, FOREIGN)]],
    ['of a namespace', aWaveOfNamespaces(['shop'], WaveStep.PERMISSIVE), [aNamespacePolicy('shop', PERMISSIVE, FOREIGN)]],
    ['of a namespace that inherits it', aWaveOfNamespaces(['shop'], WaveStep.STRICT), [aMeshPolicy(STRICT, FOREIGN), aNamespacePolicy('shop', UNSET, FOREIGN)]],
  ])('%s', (_, wave, drafts) => {
    expect(reports([wave], drafts)).toEqual([]);
  });
});

describe('what has no place in a wave is refused', () => {
  test('a workload of the root namespace, where Istio ignores selectors', () => {
    const gateway = aWorkload('gateway', { namespace: 'istio-system' });
    expect(reports([aWaveOf([gateway], WaveStep.STRICT)], [], [gateway])).toEqual([expect.stringMatching(/Deployment istio-system\/gateway is in the root namespace/)]);
  });

  test('the root namespace, where a policy is mesh-wide', () => {
    const book = aBook();
    const findings = new Findings();
    applyMigration(aMesh({ workloads: [web] }), book, aMigration([aWaveOfNamespaces(['istio-system', 'shop'], WaveStep.STRICT)]), findings);
    expect(book.all().map(({ namespace }) => namespace)).toEqual(['shop']);
    expect(reportsOf(findings)).toEqual([expect.stringMatching(/^error app\/migration: wave "second": got namespace istio-system, the root namespace/)]);
  });

  test('a workload that no label selects', () => {
    const bare = aWorkload('bare', { ownerSelector: undefined, podLabels: {} });
    expect(reports([aWaveOf([bare], WaveStep.STRICT)], [], [bare])).toEqual([expect.stringMatching(/Deployment shop\/bare cannot be selected/)]);
  });

  test('a workload that shares its policy with one of another wave', () => {
    expect(reports([aWaveOf([web], WaveStep.STRICT), aWaveOf([canary], WaveStep.STRICT, { name: 'other' })], [], [web, canary])).toEqual([
      expect.stringMatching(/wave "first": PeerAuthentication shop\/web-deployment also selects Deployment shop\/canary; allowed: workloads of one wave/),
      expect.stringMatching(/wave "other": PeerAuthentication shop\/web-deployment also selects Deployment shop\/web/),
    ]);
  });

  test('not workloads of one wave that share a policy, whichever comes first', () => {
    for (const workloads of [[web, canary], [canary, web]]) expect(reports([aWaveOf(workloads, WaveStep.STRICT)], [], [web, canary])).toEqual([]);
  });
});

describe('a port that stays weaker than STRICT without a reason', () => {
  const port = (mode: MtlsMode, rest: Partial<PortRule> = {}) => ({ ports: new Map([[8080, { mode, ...rest }]]) });
  const strict = [aWaveOf([web], WaveStep.STRICT)];

  test.each([
    ['a manifest', aWorkloadPolicy('web', { app: 'web' }, PERMISSIVE, port(DISABLE))],
    ['a manifest that is STRICT already', aWorkloadPolicy('web', { app: 'web' }, STRICT, port(DISABLE))],
    ['somebody else\'s policy', aWorkloadPolicy('web', { app: 'web' }, STRICT, { ...FOREIGN, ...port(DISABLE) })],
  ])('is a warning: of %s', (_, policy) => {
    expect(reports(strict, [policy])).toEqual([expect.stringMatching(/^warning app\/migration: wave "first" at strict: port 8080 of PeerAuthentication shop\/web .* stays DISABLE without a reason/)]);
  });

  test('is a warning: of a policy that inherits, in a wave of its namespace', () => {
    expect(reports([aWaveOfNamespaces(['shop'], WaveStep.STRICT)], [aWorkloadPolicy('web', { app: 'web' }, UNSET, port(PERMISSIVE))]))
      .toEqual([expect.stringMatching(/^warning .*stays PERMISSIVE without a reason/)]);
  });

  test.each([
    ['before strict', [aWaveOf([web], WaveStep.CLIENTS)], aWorkloadPolicy('web', { app: 'web' }, PERMISSIVE, port(DISABLE))],
    ['with a reason', strict, aWorkloadPolicy('web', { app: 'web' }, PERMISSIVE, port(DISABLE, { reason: 'probes' }))],
    ['that is STRICT', strict, aWorkloadPolicy('web', { app: 'web' }, PERMISSIVE, port(STRICT))],
    ['that inherits', strict, aWorkloadPolicy('web', { app: 'web' }, PERMISSIVE, port(UNSET))],
    ['of a construct, which asks for one itself', strict, aWorkloadPolicy('web', { app: 'web' }, PERMISSIVE, { origin: 'construct', ...port(DISABLE) })],
  ])('is no warning: %s', (_, waves, policy) => {
    expect(reports(waves, [policy])).toEqual([]);
  });
});
