// Measures us against raw cdk8s ApiObjects, interleaved in one run, and prints ratios of medians: `npm run bench`.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { Table } from './table.mjs';

const POLICIES = Number(process.env.BENCH_POLICIES ?? 10_000);
// A fixed number: to go on while the result is bad and to stop when it is good would favour us.
const RUNS = Number(process.env.BENCH_RUNS ?? 41);
// Each of these takes four times as long.
const CHECKED_RUNS = Math.max(7, Math.ceil(RUNS / 4));
const ARM = fileURLToPath(new URL('arm.cjs', import.meta.url));
const MAIN = fileURLToPath(new URL('../../bin/istio-mtls', import.meta.url));

const node = (...args) => execFileSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, CDK8S_OUTDIR: '' } });
const wall = (...args) => {
  const start = process.hrtime.bigint();
  node(...args);
  return Number(process.hrtime.bigint() - start) / 1e6;
};

/** Runs both arms in turns, which have to synthesize the same bytes. */
function race(work, runs) {
  const results = { ours: [], raw: [] };
  for (let run = 0; run < runs; run += 1) {
    // The order alternates, so that neither arm always runs on the warmer machine.
    for (const arm of run % 2 === 0 ? ['ours', 'raw'] : ['raw', 'ours']) {
      results[arm].push(JSON.parse(node(ARM, arm, String(POLICIES), work)));
      process.stderr.write(`\r${work}, pair ${run + 1} of ${runs}: ${arm} ${results[arm].at(-1).ms.toFixed(0)} ms   `);
    }
  }
  process.stderr.write('\n');
  const digests = new Set([...results.ours, ...results.raw].map((result) => result.digest));
  if (digests.size !== 1) throw new Error(`${work}: the two arms did not synthesize the same bytes: the comparison means nothing`);
  return (arm, key) => results[arm].map((result) => result[key]);
}

const table = new Table(`${RUNS} interleaved pairs of runs (${CHECKED_RUNS} with checks); peer: raw cdk8s ApiObjects with the same bytes, node -e 0 for --help`);
const alone = race('policies', RUNS);
table.compare(`construct and synth ${POLICIES} policies, checks off`, 'ms', alone('ours', 'ms'), alone('raw', 'ms'), 1.10);
table.compare('peak memory of the same', 'MiB', alone('ours', 'peakMiB'), alone('raw', 'peakMiB'), 1.25);
const checked = race('workloads', CHECKED_RUNS);
table.compare('with a Deployment for each and every check', 'ms', checked('ours', 'ms'), checked('raw', 'ms'), 1.50);
const [help, nothing] = [[], []];
for (let run = 0; run < RUNS; run += 1) {
  help.push(wall(MAIN, '--help'));
  nothing.push(wall('-e', '0'));
}
table.compare('istio-mtls --help', 'ms', help, nothing, 2);
process.exitCode = table.print() ? 0 : 1;
