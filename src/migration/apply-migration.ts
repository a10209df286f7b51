import { Assignment, assignWaves } from './assign-waves';
import { checkWaves } from './check-waves';
import type { ExceptionFacts, MigrationFacts } from './migration-facts';
import { missingClientRules, MissingRule } from './missing-client-rules';
import { reportClientRules } from './report-client-rules';
import { StepModes } from './step-modes';
import { hasReached, WaveStep } from './wave-step';
import type { MeshModel } from '../engine/mesh-model';
import type { PolicyBook } from '../engine/policy-book';
import { describeWorkloads } from '../engine/resolve-port';
import { hasPort, SpreadPort, spreadPorts } from '../engine/spread-port';
import type { Findings } from '../model/findings';
import type { EffectiveMode } from '../model/mode-strength';
import { MtlsMode } from '../model/mtls-mode';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

/**
 * Brings the policies of every started wave to what its step says; what is there is the starting point. Returns the
 * client rules that are missing then.
 */
export function applyMigration(mesh: MeshModel, book: PolicyBook, migration: MigrationFacts, findings: Findings): MissingRule[] {
  // What would be made of waves that are wrong would only be followed by more errors.
  if (!checkWaves(migration, findings)) return [];
  const assignment = assignWaves(mesh, migration.waves);
  const before = new Map(mesh.facts.workloads.map((workload) => [workload, book.workloadMode(workload)]));
  const modes = new StepModes(mesh, book, migration.source, assignment, findings);
  const started = migration.waves.filter((wave) => wave.step !== undefined);
  // Workloads first: a namespace policy must find those that go another way already pinned.
  for (const wave of started) if (wave.contents.kind === 'workloads') modes.applyToWorkloads(wave, wave.contents.workloads);
  for (const wave of started) if (wave.contents.kind !== 'workloads') modes.applyToNamespaces(wave);
  applyExceptions(mesh, book, migration, assignment, modes, findings);
  for (const wave of started) if (wave.contents.kind === 'rest' && wave.step === WaveStep.LOCK) modes.lock(wave);
  modes.checkTheirs();
  modes.reportUnexplained(started);
  for (const wave of started) if (hasReached(wave.step, WaveStep.CLIENTS)) reportClientRules(mesh, migration.source, wave, assignment, findings);
  checkUntouched(book, migration, assignment, before, findings);
  return missingClientRules(mesh, book, migration, assignment, findings);
}

/** From `permissive` on: were they to arrive together with STRICT, they might arrive after it. */
function applyExceptions(
  mesh: MeshModel, book: PolicyBook, migration: MigrationFacts, assignment: Assignment, modes: StepModes, findings: Findings,
): void {
  const spreads: SpreadPort[] = [];
  const started = (workload: WorkloadFacts) => assignment.waveOf(workload)?.step !== undefined;
  const whole = new Set(migration.exceptions.filter(({ port }) => port === undefined).flatMap(({ among }) => among.filter(started)));
  for (const exception of migration.exceptions) {
    const uncovered = uncoveredOf(mesh, exception, assignment);
    if (uncovered.length > 0) {
      findings.report('warning', migration.source, `exception of ${exception.where}: no wave covers it: got ${describeWorkloads(uncovered)} in no wave, so that nothing is emitted for it; `
        + 'allowed: workloads of a wave; put them into one, give the migration a rest, or remove the exception');
    } else if (exception.port === undefined) {
      modes.except(exception.among.filter(started), exception.rule, whole);
    } else {
      spreads.push({ ...exception, source: migration.source, reference: exception.port, isDue: started, isInsisting: true });
    }
  }
  spreadPorts(mesh, book, spreads, findings);
}

/** The workloads that the exception is about, where none of them is in a wave, started or not. */
function uncoveredOf(mesh: MeshModel, { among, port }: ExceptionFacts, assignment: Assignment): WorkloadFacts[] {
  const isAbout = (workload: WorkloadFacts) => port === undefined || hasPort(mesh, port, workload);
  if (among.some((workload) => assignment.waveOf(workload) !== undefined && isAbout(workload))) return [];
  return among.filter(isAbout);
}

/** A wave that has not started keeps its modes, whatever the policies of its namespaces become. */
function checkUntouched(
  book: PolicyBook, migration: MigrationFacts, assignment: Assignment, before: ReadonlyMap<WorkloadFacts, EffectiveMode>, findings: Findings,
): void {
  for (const [workload, mode] of before) {
    const wave = assignment.waveOf(workload);
    const now = book.workloadMode(workload);
    if (wave === undefined || wave.step !== undefined || now === mode) continue;
    const isOwn = (book.policyOf(workload)?.mode ?? MtlsMode.UNSET) !== MtlsMode.UNSET;
    findings.error(migration.source, `${workloadTitle(workload)} of wave "${wave.name}", which has not started, would change: got ${now} for ${mode}, `
      + `${isOwn ? 'set by' : 'inherited from'} a policy that ${namesOfStarted(migration, isOwn)} changes; allowed: no change before its own step; take "${wave.name}" to permissive first`);
  }
}

/** The waves that may have changed a policy of one workload, or one that workloads inherit from. */
function namesOfStarted({ waves }: MigrationFacts, isOfWorkload: boolean): string {
  return waves.filter((wave) => wave.step !== undefined && (isOfWorkload || wave.contents.kind !== 'workloads')).map((wave) => `"${wave.name}"`).join(' or ');
}
