import { readFileSync, writeFileSync } from 'node:fs';
import type { GeneratedMesh } from './generated-mesh';
import type { OracleConnection } from './oracle-connection';
import { decodeVerdicts, encodeVerdicts, EncodedVerdicts } from './verdict-lines';

/** A mesh and what istiod does with it. */
export interface RecordedMesh {
  readonly mesh: GeneratedMesh;
  readonly connections: readonly OracleConnection[];
}

export interface Corpus {
  /** The version of the Istio module that gave the verdicts. */
  readonly istio: string;
  readonly meshes: readonly RecordedMesh[];
}

type Line = GeneratedMesh & EncodedVerdicts;

/**
 * JSON, one object a line: a head, then the meshes. The meshes are written out, because a seed stands for another mesh
 * as soon as the generator learns something.
 */
export function writeCorpus(file: string, { istio, meshes }: Corpus): void {
  const lines: object[] = [{ format: 1, istio }];
  for (const { mesh, connections } of meshes) lines.push({ ...mesh, ...encodeVerdicts(connections) } satisfies Line);
  writeFileSync(file, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
}

export function readCorpus(file: string): Corpus {
  const [head, ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n').map((line) => JSON.parse(line) as unknown);
  const { format, istio } = head as { format: number; istio: string };
  if (format !== 1) throw new Error(`${file}: format ${format}; allowed: 1; record it again`);
  return { istio, meshes: lines.map((line) => readMesh(line as Line)) };
}

function readMesh({ parties, verdicts, ...mesh }: Line): RecordedMesh {
  return { mesh, connections: decodeVerdicts({ parties, verdicts }) };
}
