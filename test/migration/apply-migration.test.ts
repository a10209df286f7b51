import { applyMigration } from '../../src/migration/apply-migration';
import type { ExceptionFacts, WaveFacts } from '../../src/migration/migration-facts';
import { WaveStep } from '../../src/migration/wave-step';
import { Findings } from '../../src/model/findings';
import { MtlsMode } from '../../src/model/mtls-mode';
import type { PolicyDraft } from '../../src/model/policy-draft';
import { aMesh } from '../support/a-mesh';
import { aMigration, aWaveOf, aWaveOfNamespaces, theRest } from '../support/a-migration';
import { aBook, aMeshPolicy, aNamespacePolicy, aWorkloadPolicy } from '../support/a-policy';
import { aWorkload } from '../support/a-workload';
import { reportsOf } from '../support/reports';

const { UNSET, DISABLE, PERMISSIVE, STRICT } = MtlsMode;
const [web, api, ledger] = [aWorkload('web'), aWorkload('api'), aWorkload('ledger', { namespace: 'bank' })];
const REASON = { mode: PERMISSIVE, reason: 'probes of the old balancer', until: '2027-06-30' };

interface Situation {
  readonly drafts?: PolicyDraft[];
  readonly exceptions?: ExceptionFacts[];
  readonly mesh?: ReturnType<typeof aMesh>;
}

function apply(waves: WaveFacts[], { drafts = [], exceptions = [], mesh = aMesh({ workloads: [web, api, ledger] }) }: Situation = {}) {
  const book = aBook(...drafts);
  const findings = new Findings();
  applyMigration(mesh, book, aMigration(waves, exceptions), findings);
  const policies = Object.fromEntries(book.all().map(({ namespace, name, mode }) => [`${namespace}/${name}`, mode]));
  return { book, policies, reports: reportsOf(findings) };
}

describe('a wave of one workload, whose policy says', () => {
  test.each([
    // the policy's mode (none: no policy), permissive, clients, strict
    [undefined, 'PERMISSIVE', 'PERMISSIVE', 'STRICT'],
    [UNSET, 'PERMISSIVE', 'PERMISSIVE', 'STRICT'],
    [DISABLE, 'PERMISSIVE', 'PERMISSIVE', 'STRICT'],
    [PERMISSIVE, 'PERMISSIVE', 'PERMISSIVE', 'STRICT'],
    [STRICT, 'STRICT', 'STRICT', 'STRICT'],
  ])('%s: goes to %s, %s, %s', (mode, ...expected) => {
    const modes = [WaveStep.PERMISSIVE, WaveStep.CLIENTS, WaveStep.STRICT].map((step) => {
      const { book, reports } = apply([aWaveOf([web], step)], { drafts: mode === undefined ? [] : [aWorkloadPolicy('web', { app: 'web' }, mode)] });
      expect(reports).toEqual([]);
      return book.policyOf(web)?.mode;
    });
    expect(modes).toEqual(expected);
  });
});

describe('a wave of a namespace, under a mesh policy and with one of its own', () => {
  test.each([
    // mesh, namespace, permissive, clients, strict
    [undefined, undefined, 'PERMISSIVE', 'PERMISSIVE', 'STRICT'],
    [undefined, DISABLE, 'PERMISSIVE', 'PERMISSIVE', 'STRICT'],
    [DISABLE, undefined, 'PERMISSIVE', 'PERMISSIVE', 'STRICT'],
    [DISABLE, UNSET, 'PERMISSIVE', 'PERMISSIVE', 'STRICT'],
    [STRICT, undefined, 'STRICT', 'STRICT', 'STRICT'],
    [STRICT, UNSET, 'STRICT', 'STRICT', 'STRICT'],
    [STRICT, PERMISSIVE, 'PERMISSIVE', 'PERMISSIVE', 'STRICT'],
    [PERMISSIVE, STRICT, 'STRICT', 'STRICT', 'STRICT'],
  ])('%s and %s: goes to %s, %s, %s', (mesh, namespace, ...expected) => {
    const drafts = [...mesh === undefined ? [] : [aMeshPolicy(mesh)], ...namespace === undefined ? [] : [aNamespacePolicy('shop', namespace)]];
    const modes = [WaveStep.PERMISSIVE, WaveStep.CLIENTS, WaveStep.STRICT].map((step) => {
      const { policies, reports } = apply([aWaveOfNamespaces(['shop'], step)], { drafts: drafts.map((policy) => ({ ...policy })) });
      expect(reports).toEqual([]);
      return policies['shop/default'];
    });
    expect(modes).toEqual(expected);
  });

  test('takes along the policies of its workloads, but those that inherit', () => {
    const drafts = [aWorkloadPolicy('web', { app: 'web' }, DISABLE), aWorkloadPolicy('api', { app: 'api' }, UNSET)];
    expect(apply([aWaveOfNamespaces(['shop'], WaveStep.STRICT)], { drafts }).policies).toEqual({ 'shop/default': 'STRICT', 'shop/web': 'STRICT', 'shop/api': 'UNSET' });
  });

  test('leaves the policies of another wave\'s workloads alone', () => {
    const drafts = [aWorkloadPolicy('web', { app: 'web' }, DISABLE)];
    const { policies, reports } = apply([aWaveOf([web]), aWaveOfNamespaces(['shop'], WaveStep.STRICT)], { drafts });
    expect(policies).toEqual({ 'shop/default': 'STRICT', 'shop/web': 'DISABLE' });
    expect(reports).toEqual([]);
  });
});

describe('the rest of the mesh', () => {
  test.each([WaveStep.PERMISSIVE, WaveStep.CLIENTS])('has a namespace policy each at %s', (step) => {
    expect(apply([theRest(step)]).policies).toEqual({ 'bank/default': 'PERMISSIVE', 'shop/default': 'PERMISSIVE' });
  });

  test('is locked by a mesh-wide policy', () => {
    expect(apply([theRest(WaveStep.LOCK)]).policies).toEqual({ 'bank/default': 'STRICT', 'shop/default': 'STRICT', 'istio-system/default': 'STRICT' });
  });

  test('is locked by the mesh policy that is there', () => {
    expect(apply([theRest(WaveStep.LOCK)], { drafts: [aMeshPolicy(PERMISSIVE, { name: 'mesh' })] }).policies)
      .toEqual({ 'bank/default': 'STRICT', 'shop/default': 'STRICT', 'istio-system/mesh': 'STRICT' });
  });

  test('has no mesh-wide policy before', () => {
    expect(apply([theRest(WaveStep.STRICT)]).policies).toEqual({ 'bank/default': 'STRICT', 'shop/default': 'STRICT' });
  });
});

test('waves at different steps do not disturb each other', () => {
  const { book, reports } = apply([aWaveOf([web], WaveStep.PERMISSIVE), aWaveOfNamespaces(['bank'], WaveStep.CLIENTS), theRest(WaveStep.STRICT)]);
  expect([web, ledger, api].map((workload) => book.workloadMode(workload))).toEqual(['PERMISSIVE', 'PERMISSIVE', 'STRICT']);
  expect(reports).toEqual([]);
});

test('a mode that changes loses the reason and the last day that it had', () => {
  const { book } = apply([aWaveOf([web], WaveStep.STRICT)], { drafts: [aWorkloadPolicy('web', { app: 'web' }, PERMISSIVE, { reason: 'old clients', until: '2027-01-01' })] });
  expect(book.policyOf(web)).toMatchObject({ mode: 'STRICT', reason: undefined, until: undefined });
});

test('a mode that stays keeps its reason', () => {
  const { book } = apply([aWaveOf([web], WaveStep.CLIENTS)], { drafts: [aWorkloadPolicy('web', { app: 'web' }, PERMISSIVE, { reason: 'old clients' })] });
  expect(book.policyOf(web)).toMatchObject({ mode: 'PERMISSIVE', reason: 'old clients' });
});

describe('exceptions', () => {
  const ofWeb = { rule: REASON, among: [web], where: 'Deployment shop/web' };

  test('of a workload keep its mode, with the reason', () => {
    const { book, reports } = apply([theRest(WaveStep.STRICT)], { exceptions: [ofWeb] });
    expect(book.policyOf(web)).toMatchObject({ name: 'web-deployment', ...REASON });
    expect(book.workloadMode(api)).toBe('STRICT');
    expect(reports).toEqual([]);
  });

  test('of a port are there from permissive on', () => {
    const exceptions: ExceptionFacts[] = [{ ...ofWeb, port: { by: 'number', port: 8080 } }];
    const { book } = apply([theRest(WaveStep.PERMISSIVE)], { exceptions });
    expect(book.policyOf(web)).toMatchObject({ mode: 'UNSET', ports: new Map([[8080, REASON]]) });
  });

  test('wait for the wave of their workload', () => {
    const exceptions: ExceptionFacts[] = [ofWeb, { ...ofWeb, port: { by: 'number', port: 8080 } }];
    expect(apply([aWaveOf([web]), aWaveOf([api], WaveStep.STRICT, { name: 'other' })], { exceptions })).toMatchObject({ policies: { 'shop/api-deployment': 'STRICT' }, reports: [] });
  });

  test('are refused where the workload\'s policy is another one\'s too', () => {
    const { reports } = apply([theRest(WaveStep.STRICT)], {
      drafts: [aWorkloadPolicy('all', { app: 'web' }, UNSET)],
      exceptions: [ofWeb],
      mesh: aMesh({
        workloads: [web, aWorkload('canary', { podLabels: { app: 'web', track: 'canary' } })],
      }),
    });
    expect(reports).toEqual([expect.stringMatching(/^error app\/migration: exception of Deployment shop\/web would also be one of Deployment shop\/canary/)]);
  });

  test('are accepted where every workload of the policy has one', () => {
    const canary = aWorkload('canary', { podLabels: { app: 'web', track: 'canary' } });
    const exceptions = [ofWeb, { rule: REASON, among: [canary], where: 'Deployment shop/canary' }];
    expect(apply([theRest(WaveStep.STRICT)], { exceptions, mesh: aMesh({ workloads: [web, canary] }) })).toMatchObject({
      policies: { 'shop/default': 'STRICT', 'shop/web-deployment': 'PERMISSIVE' }, reports: [],
    });
  });

  test('that somebody else\'s policy makes already are accepted', () => {
    const drafts = [aWorkloadPolicy('theirs', { app: 'web' }, PERMISSIVE, { origin: 'foreign' })];
    expect(apply([aWaveOf([web], WaveStep.PERMISSIVE)], { drafts, exceptions: [ofWeb] }).reports).toEqual([]);
  });
});

describe('a wave that has not started', () => {
  test('refuses that the namespace policy of another changes its workloads', () => {
    expect(apply([aWaveOf([web]), aWaveOfNamespaces(['shop'], WaveStep.STRICT)]).reports).toEqual([
      expect.stringMatching(/^error app\/migration: Deployment shop\/web of wave "first", which has not started, would change: got STRICT for PERMISSIVE.*"second".*take "first" to permissive first/),
    ]);
  });

  test('changes nothing by itself', () => {
    expect(apply([aWaveOf([web]), aWaveOfNamespaces(['bank']), theRest()])).toMatchObject({ policies: {}, reports: [] });
  });
});

test('mistakes in the waves themselves are reported', () => {
  expect(apply([aWaveOf([web], WaveStep.LOCK)]).reports).toEqual([expect.stringContaining('only the rest of the mesh has a lock')]);
});
