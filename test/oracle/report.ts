import type { Mismatch } from './compare';
import type { GeneratedMesh } from './generated-mesh';
import { toYaml } from './to-yaml';

/** A mismatch as somebody has to see it who is to mend it: what to run again, the mesh, both verdicts. */
export function mismatchReport(shrunk: GeneratedMesh, mismatches: readonly Mismatch[], before: number): string {
  return [
    `${shrunk.id}: ${before} connections differ; shrunk to ${shrunk.objects.length} objects:`,
    `# ambient: ${shrunk.ambient}`,
    `# meshConfig: ${JSON.stringify(shrunk.meshConfig)}`,
    toYaml(shrunk.objects).trimEnd(),
    ...mismatches.slice(0, 5).flatMap(({ question, oracle, ours }) => [question, `  istiod: ${oracle}`, `  ours:   ${ours}`]),
  ].join('\n');
}
