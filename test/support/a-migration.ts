import type { ExceptionFacts, MigrationFacts, WaveFacts } from '../../src/migration/migration-facts';
import type { WaveStep } from '../../src/migration/wave-step';
import type { WorkloadFacts } from '../../src/model/workload-facts';

export function aMigration(waves: WaveFacts[], exceptions: ExceptionFacts[] = []): MigrationFacts {
  return { source: 'app/migration', waves, exceptions };
}

export function aWaveOf(workloads: WorkloadFacts[], step?: WaveStep, what: Partial<WaveFacts> = {}): WaveFacts {
  return { name: 'first', step, after: [], contents: { kind: 'workloads', workloads }, ...what };
}

export function aWaveOfNamespaces(namespaces: string[], step?: WaveStep, what: Partial<WaveFacts> = {}): WaveFacts {
  return { name: 'second', step, after: [], contents: { kind: 'namespaces', namespaces }, ...what };
}

export function theRest(step?: WaveStep, what: Partial<WaveFacts> = {}): WaveFacts {
  return { name: 'rest', step, after: [], contents: { kind: 'rest' }, ...what };
}
