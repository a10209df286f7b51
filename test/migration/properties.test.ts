import * as fc from 'fast-check';
import type { PolicyBook } from '../../src/engine/policy-book';
import { applyMigration } from '../../src/migration/apply-migration';
import { assignWaves } from '../../src/migration/assign-waves';
import type { MigrationFacts, WaveFacts } from '../../src/migration/migration-facts';
import { WaveStep } from '../../src/migration/wave-step';
import { Findings } from '../../src/model/findings';
import { isWeaker } from '../../src/model/mode-strength';
import { MtlsMode } from '../../src/model/mtls-mode';
import type { PolicyDraft } from '../../src/model/policy-draft';
import type { WorkloadFacts } from '../../src/model/workload-facts';
import { aMesh } from '../support/a-mesh';
import { aMigration, aWaveOf, aWaveOfNamespaces, theRest } from '../support/a-migration';
import { aBook, aMeshPolicy, aNamespacePolicy, aWorkloadPolicy } from '../support/a-policy';
import { aMode, someLabels, someWorkloads } from '../support/arbitraries';
import { reportsOf } from '../support/reports';

const aStep = fc.constantFrom(undefined, WaveStep.PERMISSIVE, WaveStep.CLIENTS, WaveStep.STRICT);
const anOrigin = fc.constantFrom('manifest', 'construct', 'foreign');

const aSelector = someLabels.filter((labels) => Object.keys(labels).length > 0);

const somePolicies = fc.record({
  mesh: fc.option(aMode, { nil: undefined }),
  namespaces: fc.dictionary(fc.constantFrom('shop', 'bank'), aMode),
  workloads: fc.array(fc.record({ selector: aSelector, mode: aMode, origin: anOrigin }), { maxLength: 3 }),
}).map(({ mesh, namespaces, workloads }): PolicyDraft[] => [
  ...mesh === undefined ? [] : [aMeshPolicy(mesh)],
  ...Object.entries(namespaces).map(([namespace, mode]) => aNamespacePolicy(namespace, mode)),
  ...workloads.map(({ selector, mode, origin }, i) => aWorkloadPolicy(`p${i}`, selector, mode, { origin })),
]);

/** Some workloads by name, one namespace, and the rest, each at a step of its own. */
const someSituation = fc.record({ workloads: someWorkloads, named: fc.array(fc.boolean(), { minLength: 7, maxLength: 7 }), drafts: somePolicies });

interface Situation {
  readonly workloads: WorkloadFacts[];
  readonly named: boolean[];
  readonly drafts: PolicyDraft[];
}

function wavesOf({ workloads, named }: Situation, [first, second, rest]: readonly (WaveStep | undefined)[]): WaveFacts[] {
  return [aWaveOf(workloads.filter((_, i) => named[i]), first), aWaveOfNamespaces(['bank'], second), theRest(rest)];
}

function apply(situation: Situation, waves: WaveFacts[], book = aBook(...situation.drafts.map((draft) => ({ ...draft })))) {
  const findings = new Findings();
  const mesh = aMesh({ workloads: situation.workloads });
  const migration: MigrationFacts = aMigration(waves);
  applyMigration(mesh, book, migration, findings);
  const assignment = assignWaves(mesh, waves);
  const refused = reportsOf(findings).some((report) => report.startsWith('error'));
  return { book, refused, waveOf: (workload: WorkloadFacts) => assignment.waveOf(workload) };
}

function stateOf(book: PolicyBook) {
  return book.all().map(({ namespace, name, mode, ports, reason, until }) => ({ namespace, name, mode, ports: [...ports], reason, until }));
}

describe('whatever the workloads and policies are, a migration that is not refused', () => {
  test('never lowers a workload\'s mode on its way from permissive over clients to strict', () => {
    fc.assert(fc.property(someSituation, (situation) => {
      const start = aBook(...situation.drafts);
      let before = situation.workloads.map((workload) => start.workloadMode(workload));
      for (const step of [WaveStep.PERMISSIVE, WaveStep.CLIENTS, WaveStep.STRICT, WaveStep.LOCK]) {
        const others = step === WaveStep.LOCK ? WaveStep.STRICT : step;
        const { book, refused } = apply(situation, wavesOf(situation, [others, others, step]));
        if (refused) continue;
        const after = situation.workloads.map((workload) => book.workloadMode(workload));
        after.forEach((mode, i) => expect(isWeaker(mode, before[i])).toBe(false));
        before = after;
      }
    }), { numRuns: 300 });
  });

  test('never lowers a workload\'s mode, at whatever step each wave is', () => {
    fc.assert(fc.property(someSituation, fc.tuple(aStep, aStep, aStep), (situation, steps) => {
      const start = aBook(...situation.drafts);
      const { book, refused } = apply(situation, wavesOf(situation, steps));
      if (refused) return;
      for (const workload of situation.workloads) expect(isWeaker(book.workloadMode(workload), start.workloadMode(workload))).toBe(false);
    }), { numRuns: 300 });
  });

  test('brings every workload to what its step says, and leaves a wave that has not started untouched', () => {
    fc.assert(fc.property(someSituation, fc.tuple(aStep, aStep, aStep), (situation, steps) => {
      const start = aBook(...situation.drafts);
      const { book, refused, waveOf } = apply(situation, wavesOf(situation, steps));
      if (refused) return;
      for (const workload of situation.workloads) {
        const step = waveOf(workload)?.step;
        const today = start.workloadMode(workload);
        const wanted = step === WaveStep.STRICT ? MtlsMode.STRICT : today === MtlsMode.DISABLE ? MtlsMode.PERMISSIVE : today;
        expect(book.workloadMode(workload)).toBe(step === undefined ? today : wanted);
      }
    }), { numRuns: 500 });
  });

  test('makes no second policy for a workload', () => {
    fc.assert(fc.property(someSituation, fc.tuple(aStep, aStep, aStep), (situation, steps) => {
      const start = aBook(...situation.drafts);
      const { book, refused } = apply(situation, wavesOf(situation, steps));
      if (refused) return;
      for (const workload of situation.workloads) {
        expect(book.selecting(workload).length).toBeLessThanOrEqual(Math.max(1, start.selecting(workload).length));
      }
    }), { numRuns: 300 });
  });
});

test('applying a migration twice equals once', () => {
  fc.assert(fc.property(someSituation, fc.tuple(aStep, aStep, aStep), (situation, steps) => {
    const waves = wavesOf(situation, steps);
    const { book } = apply(situation, waves);
    const once = stateOf(book);
    apply(situation, waves, book);
    expect(stateOf(book)).toEqual(once);
  }), { numRuns: 300 });
});
