import { Assignment, assignWaves } from './assign-waves';
import { checkWaves } from './check-waves';
import type { MigrationFacts, WaveFacts } from './migration-facts';
import { reportClientRules } from './report-client-rules';
import { StepModes } from './step-modes';
import { hasReached, WaveStep } from './wave-step';
import type { MeshModel } from '../engine/mesh-model';
import type { PolicyBook } from '../engine/policy-book';
import { SpreadPort, spreadPorts } from '../engine/spread-port';
import type { Findings } from '../model/findings';
import type { EffectiveMode } from '../model/mode-strength';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

/** Brings the policies of every started wave to what its step says; what is there is the starting point. */
export function applyMigration(mesh: MeshModel, book: PolicyBook, migration: MigrationFacts, findings: Findings): void {
  checkWaves(migration, findings);
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
  for (const wave of started) if (hasReached(wave.step, WaveStep.CLIENTS)) reportClientRules(mesh, migration.source, wave, assignment, findings);
  checkUntouched(book, migration, assignment, before, findings);
}

/** From `permissive` on: were they to arrive together with STRICT, they might arrive after it. */
function applyExceptions(
  mesh: MeshModel, book: PolicyBook, migration: MigrationFacts, assignment: Assignment, modes: StepModes, findings: Findings,
): void {
  const spreads: SpreadPort[] = [];
  const started = (workload: WorkloadFacts) => assignment.waveOf(workload)?.step !== undefined;
  const whole = new Set(migration.exceptions.filter(({ port }) => port === undefined).flatMap(({ among }) => among.filter(started)));
  for (const exception of migration.exceptions) {
    const among = exception.among.filter(started);
    if (among.length === 0 && exception.among.length > 0) continue;
    if (exception.port === undefined) modes.except(among, exception.rule, whole);
    else spreads.push({ ...exception, source: migration.source, reference: exception.port, among });
  }
  spreadPorts(mesh, book, spreads, findings);
}

/** A wave that has not started keeps its modes, whatever the policies of its namespaces become. */
function checkUntouched(
  book: PolicyBook, migration: MigrationFacts, assignment: Assignment, before: ReadonlyMap<WorkloadFacts, EffectiveMode>, findings: Findings,
): void {
  for (const [workload, mode] of before) {
    const wave = assignment.waveOf(workload);
    const now = book.workloadMode(workload);
    if (wave === undefined || wave.step !== undefined || now === mode) continue;
    findings.error(migration.source, `${workloadTitle(workload)} of wave "${wave.name}", which has not started, would change: got ${now} for ${mode}, `
      + `inherited from a policy that ${namesOfStarted(migration)} changes; allowed: no change before its own step; take "${wave.name}" to permissive first`);
  }
}

function namesOfStarted(migration: MigrationFacts): string {
  const names = migration.waves.filter((wave: WaveFacts) => wave.step !== undefined && wave.contents.kind !== 'workloads').map((wave) => `"${wave.name}"`);
  return names.join(' or ');
}
