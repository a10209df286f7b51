import type { GeneratedMesh } from './generated-mesh';
import { verdictsOf } from './ours';

interface Candidate {
  readonly mesh: GeneratedMesh;
  readonly size: number;
  /** How often each rule decides in it. */
  readonly rules: ReadonlyMap<string, number>;
}

/**
 * Few of the meshes, but so that each rule that decides in them decides `often` enough; filled up in order to `count`.
 * Rare rules would otherwise need thousands of meshes.
 */
export function chooseMeshes(meshes: Iterable<GeneratedMesh>, count: number, often: number): GeneratedMesh[] {
  const left = [...meshes].map(aCandidate);
  const chosen: Candidate[] = [];
  const missing = new Map<string, number>();
  for (const { rules } of left) for (const rule of rules.keys()) missing.set(rule, often);
  while (left.length > 0) {
    const scores = left.map((candidate) => gain(candidate, missing) / candidate.size);
    const best = scores.indexOf(Math.max(...scores));
    if (scores[best] === 0) break;
    const [candidate] = left.splice(best, 1);
    chosen.push(candidate);
    for (const [rule, times] of candidate.rules) missing.set(rule, Math.max(0, (missing.get(rule) ?? 0) - times));
  }
  chosen.push(...left.slice(0, Math.max(0, count - chosen.length)));
  return chosen.map(({ mesh }) => mesh);
}

function aCandidate(mesh: GeneratedMesh): Candidate {
  const rules = new Map<string, number>();
  verdictsOf(mesh, rules);
  return { mesh, size: JSON.stringify(mesh).length, rules };
}

/** How much of what is missing a mesh brings, rule by rule: one that brings only what others bring in plenty is worth little. */
function gain({ rules }: Candidate, missing: ReadonlyMap<string, number>): number {
  let sum = 0;
  for (const [rule, times] of rules) sum += Math.min(times, missing.get(rule) ?? 0);
  return sum;
}
