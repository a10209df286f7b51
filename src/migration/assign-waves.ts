import type { WaveFacts } from './migration-facts';
import type { MeshModel } from '../engine/mesh-model';
import { SYSTEM_NAMESPACES } from '../model/namespace-facts';
import type { WorkloadFacts } from '../model/workload-facts';

/** Which wave each workload and each namespace belongs to. */
export interface Assignment {
  waveOf(workload: WorkloadFacts): WaveFacts | undefined;
  /** The namespaces whose namespace policy belongs to the wave. */
  namespacesOf(wave: WaveFacts): readonly string[];
}

/** A wave of workloads takes its own, a wave of namespaces what is left in those, the rest all others. */
export function assignWaves(mesh: MeshModel, waves: readonly WaveFacts[]): Assignment {
  const byWorkload = new Map<WorkloadFacts, WaveFacts>();
  const byNamespace = new Map<string, WaveFacts>();
  const rest = waves.find((wave) => wave.contents.kind === 'rest');
  for (const wave of waves) {
    if (wave.contents.kind === 'workloads') for (const workload of wave.contents.workloads) byWorkload.set(workload, wave);
    if (wave.contents.kind === 'namespaces') for (const namespace of wave.contents.namespaces) byNamespace.set(namespace, wave);
  }
  for (const workload of mesh.facts.workloads) {
    if (byWorkload.has(workload)) continue;
    const wave = byNamespace.get(workload.namespace) ?? (isOutside(mesh, workload.namespace) ? undefined : rest);
    if (wave === undefined) continue;
    byWorkload.set(workload, wave);
    if (wave === rest) byNamespace.set(workload.namespace, wave);
  }
  return {
    waveOf: (workload) => byWorkload.get(workload),
    namespacesOf: (wave) => [...byNamespace].filter(([, owner]) => owner === wave).map(([namespace]) => namespace).sort(),
  };
}

/** A namespace policy in the root namespace would be mesh-wide; Kubernetes's own namespaces are nobody's migration. */
function isOutside(mesh: MeshModel, namespace: string): boolean {
  return namespace === '' || namespace === mesh.settings.rootNamespace || SYSTEM_NAMESPACES.has(namespace);
}
