import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { load, loadAll } from 'js-yaml';
import type { GeneratedMesh, Json, KubernetesObject } from './generated-mesh';
import { KUBERNETES_SCHEMA } from '../../src/manifests/yaml-schema';

export const SITUATIONS = join(__dirname, 'situations');

/** A mesh made by hand to show one thing, and what it is said to show. */
export interface Situation {
  readonly mesh: GeneratedMesh;
  /** Lines `CLIENT -> HOST:PORT[/SUBSET]: SENDS OUTCOME`, as the semantics page has it. */
  readonly expected: readonly string[];
}

export function readSituations(): Situation[] {
  return readdirSync(SITUATIONS).filter((file) => file.endsWith('.yaml')).sort().map((file) => readSituation(join(SITUATIONS, file)));
}

/** The comments at the head of a file say what no manifest does: `# meshConfig:`, `# ambient: true`, `# expect:`. */
export function readSituation(file: string): Situation {
  const text = readFileSync(file, 'utf8');
  const notes = (key: string) => [...text.matchAll(new RegExp(`^# ${key}: (.*)$`, 'gm'))].map(([, note]) => note);
  return {
    mesh: {
      id: basename(file, '.yaml'),
      objects: loadAll(text, { schema: KUBERNETES_SCHEMA }) as KubernetesObject[],
      meshConfig: load(notes('meshConfig')[0] ?? '{}') as Json,
      ambient: notes('ambient')[0] === 'true',
    },
    expected: notes('expect'),
  };
}
