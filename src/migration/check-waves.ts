import type { MigrationFacts, WaveFacts } from './migration-facts';
import { hasReached, WaveStep } from './wave-step';
import type { Findings } from '../model/findings';
import { groupBy } from '../model/group-by';
import { workloadTitle } from '../model/workload-facts';

/** Reports what is wrong with the waves themselves, whatever the mesh is like; true where nothing is. */
export function checkWaves(migration: MigrationFacts, findings: Findings): boolean {
  let isRight = true;
  const report = (message: string) => {
    isRight = false;
    findings.error(migration.source, message);
  };
  for (const [name, waves] of groupBy(migration.waves, (wave) => wave.name)) {
    if (waves.length > 1) report(`wave name: got "${name}" ${waves.length} times; allowed: a name for each wave; rename one`);
  }
  checkContents(migration.waves, report);
  checkOrder(migration.waves, report);
  return isRight;
}

function checkContents(waves: readonly WaveFacts[], report: (message: string) => void): void {
  const claims = waves.flatMap((wave) => [...new Set(claimsOf(wave))].map((what) => ({ what, wave: wave.name })));
  for (const [what, claimants] of groupBy(claims, (claim) => claim.what)) {
    if (claimants.length < 2) continue;
    const names = claimants.map((claim) => `"${claim.wave}"`).join(' and ');
    report(`${what} is in several waves: got ${names}; allowed: one wave; take it out of the others`);
  }
}

function claimsOf({ contents }: WaveFacts): string[] {
  switch (contents.kind) {
    case 'workloads': return contents.workloads.map(workloadTitle);
    case 'namespaces': return contents.namespaces.map((name) => `namespace ${name}`);
    case 'rest': return [];
  }
}

function checkOrder(waves: readonly WaveFacts[], report: (message: string) => void): void {
  const stepOf = new Map(waves.map((wave) => [wave.name, wave.step]));
  for (const wave of waves) {
    if (wave.step === undefined) continue;
    // Only the rest has a lock, so a wave before it has gone all its way at `strict`.
    const wanted = wave.step === WaveStep.LOCK ? WaveStep.STRICT : wave.step;
    for (const name of wave.after.filter((before) => stepOf.has(before) && !hasReached(stepOf.get(before), wanted))) {
      report(`wave "${wave.name}" has passed wave "${name}", which it comes after: got ${wave.step} after ${stepOf.get(name) ?? 'no step'}; `
        + `allowed: no further than "${name}"; take "${name}" to ${wanted} first`);
    }
    if (wave.step !== WaveStep.LOCK) continue;
    if (wave.contents.kind !== 'rest') {
      report(`step of wave "${wave.name}": got lock; allowed: permissive, clients, strict; only the rest of the mesh has a lock`);
    }
    const open = waves.filter((other) => !hasReached(other.step, WaveStep.STRICT)).map((other) => `"${other.name}" at ${other.step ?? 'no step'}`);
    if (open.length > 0) report(`step of wave "${wave.name}": got lock; allowed: once every wave is strict; open: ${open.join(', ')}; take these to strict first`);
  }
}
