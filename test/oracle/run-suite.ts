import { compare, Mismatch } from './compare';
import { generateMesh } from './generate/generate-mesh';
import type { GeneratedMesh } from './generated-mesh';
import { OracleProcess } from './oracle-process';
import { ruleCounts, verdictsOf } from './ours';
import { mismatchReport } from './report';
import { shrink } from './shrink';
import { Tally } from './tally';

export interface SuiteOptions {
  readonly binary: string;
  readonly meshes: number;
  readonly seed: number;
  readonly processes: number;
  readonly oracleOnly: boolean;
}

/** How many meshes wait in an oracle's pipe, so that it never waits for us. */
const PIPELINED = 4;

/** After so many meshes with mismatches, more would say the same. */
const ENOUGH = 12;

/** Whether all meshes gave the same verdicts on both sides. */
export async function runSuite(options: SuiteOptions): Promise<boolean> {
  const oracles = Array.from({ length: Math.min(options.processes, options.meshes) }, () => new OracleProcess(options.binary));
  const tally = new Tally(options);
  let next = options.seed;
  const end = options.seed + options.meshes;
  const work = async (oracle: OracleProcess) => {
    while (next < end && tally.failed < ENOUGH) await judge(generateMesh(next++), oracle, options, tally);
  };
  try {
    await Promise.all(oracles.flatMap((oracle) => Array.from({ length: PIPELINED }, async () => work(oracle))));
  } finally {
    oracles.forEach((oracle) => oracle.close());
  }
  console.log(tally.summary(ruleCounts));
  return tally.failed === 0;
}

async function judge(mesh: GeneratedMesh, oracle: OracleProcess, { oracleOnly }: SuiteOptions, tally: Tally): Promise<void> {
  try {
    const { connections, istio } = await oracle.ask(mesh);
    tally.count(connections, istio);
    const mismatches = oracleOnly ? [] : compare(connections, verdictsOf(mesh));
    if (mismatches.length === 0) return tally.pass();
    tally.fail();
    console.log(await explain(mesh, mismatches, oracle));
  } catch (error) {
    tally.fail();
    console.log(`${mesh.id}: ${(error as Error).message}`);
  }
}

async function explain(mesh: GeneratedMesh, mismatches: readonly Mismatch[], oracle: OracleProcess): Promise<string> {
  const { oracle: theirs, ours } = mismatches[0];
  const mismatchesIn = async (candidate: GeneratedMesh) => {
    const { connections } = await oracle.ask(candidate);
    // Not counted: shrinking asks a thousand times about one connection.
    return compare(connections, verdictsOf(candidate, new Map()));
  };
  // The same two verdicts: another mistake that a smaller mesh happens to show is for another run.
  const stillFails = async (candidate: GeneratedMesh) => {
    try {
      return (await mismatchesIn(candidate)).some((mismatch) => mismatch.oracle === theirs && mismatch.ours === ours);
    } catch {
      return false;
    }
  };
  const smallest = await shrink(mesh, stillFails);
  return mismatchReport(smallest, await mismatchesIn(smallest), mismatches.length);
}
