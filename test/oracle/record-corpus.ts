import { statSync } from 'node:fs';
import { join } from 'node:path';
import { chooseMeshes } from './choose-meshes';
import { RecordedMesh, writeCorpus } from './corpus';
import { generateMesh } from './generate/generate-mesh';
import type { GeneratedMesh } from './generated-mesh';
import { OracleProcess } from './oracle-process';
import { readSituations } from './situation';

export const CORPUS = join(__dirname, 'corpus');

/** Each rule has to decide 50 times; a few more, so that a rule that a change makes rarer does not fail at once. */
const OFTEN = 60;

export interface RecordOptions {
  readonly binary: string;
  /** How many meshes to record. */
  readonly meshes: number;
  /** Out of so many seeds. */
  readonly candidates: number;
  readonly seed: number;
}

/** Asks the oracle about every situation and about the meshes of some seeds, and writes down what it says. */
export async function recordCorpus({ binary, meshes, candidates, seed }: RecordOptions): Promise<void> {
  const oracle = new OracleProcess(binary);
  try {
    await record(oracle, 'situations', readSituations().map(({ mesh }) => mesh));
    await record(oracle, 'generated', chooseMeshes(Array.from({ length: candidates }, (_, i) => generateMesh(seed + i)), meshes, OFTEN));
  } finally {
    oracle.close();
  }
}

async function record(oracle: OracleProcess, name: string, meshes: readonly GeneratedMesh[]): Promise<void> {
  let istio = '';
  const recorded: RecordedMesh[] = [];
  for (const mesh of meshes) {
    const answer = await oracle.ask(mesh).catch((error: Error) => {
      throw new Error(`${mesh.id}: ${error.message}`);
    });
    istio = answer.istio;
    recorded.push({ mesh, connections: answer.connections });
  }
  const file = join(CORPUS, `${name}.jsonl`);
  writeCorpus(file, { istio, meshes: recorded });
  const connections = recorded.reduce((sum, one) => sum + one.connections.length, 0);
  console.log(`${name}: ${recorded.length} meshes, ${connections} connections, ${statSync(file).size} bytes, Istio ${istio}`);
}
