// Measures us against raw cdk8s ApiObjects, interleaved in one run, and prints ratios of medians: `npm run bench`.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const POLICIES = Number(process.env.BENCH_POLICIES ?? 10_000);
// A fixed number: to go on while the result is bad and to stop when it is good would favour us.
const RUNS = Number(process.env.BENCH_RUNS ?? 41);
// These take five times as long.
const CHECKED_RUNS = Math.max(7, Math.ceil(RUNS / 4));
const ARM = fileURLToPath(new URL('arm.cjs', import.meta.url));
const MAIN = fileURLToPath(new URL('../../bin/istio-mtls', import.meta.url));

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const node = (...args) => execFileSync(process.execPath, args, { encoding: 'utf8', env: { ...process.env, CDK8S_OUTDIR: '' } });
const wall = (...args) => {
  const start = process.hrtime.bigint();
  node(...args);
  return Number(process.hrtime.bigint() - start) / 1e6;
};

const rows = [];
let failed = 0;
function compare(work, unit, ours, theirs, atMost) {
  // Pair by pair, as a machine that slows down for a while slows down both arms of a pair.
  const ratio = pairRatio(ours, theirs);
  const ok = ratio <= atMost;
  failed += ok ? 0 : 1;
  rows.push([work, `${median(ours).toFixed(0)} ${unit}`, `${median(theirs).toFixed(0)} ${unit}`, `${ratio.toFixed(3)} x`, `at most ${atMost.toFixed(2)} x`, ok ? 'ok' : 'NOT OK']);
}

const pairRatio = (ours, theirs) => median(ours.map((value, run) => value / theirs[run]));

/** Runs both arms in turns, which have to synthesize the same bytes, and compares the pairs. */
function race(work, runs, title, atMost, memoryAtMost) {
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
  const pick = (arm, key) => results[arm].map((result) => result[key]);
  compare(title, 'ms', pick('ours', 'ms'), pick('raw', 'ms'), atMost);
  if (memoryAtMost !== undefined) compare('peak memory of the same', 'MiB', pick('ours', 'peakMiB'), pick('raw', 'peakMiB'), memoryAtMost);
}

race('policies', RUNS, `construct and synth ${POLICIES} policies, checks off`, 1.10, 1.25);
race('workloads', CHECKED_RUNS, `the same, each with a Deployment, with every check`, 1.50);
const [help, nothing] = [[], []];
for (let run = 0; run < RUNS; run += 1) {
  help.push(wall(MAIN, '--help'));
  nothing.push(wall('-e', '0'));
}
compare('istio-mtls --help', 'ms', help, nothing, 2);

const header = ['work', 'ours', 'peer', 'ratio', 'budget', ''];
const widths = header.map((_, i) => Math.max(...[header, ...rows].map((row) => row[i].length)));
for (const row of [header, ...rows]) console.log(row.map((cell, i) => cell.padEnd(widths[i])).join('  ').trimEnd());
console.log(`medians of ${RUNS} interleaved pairs of runs (${CHECKED_RUNS} with checks); peer: raw cdk8s ApiObjects with the same bytes, node -e 0 for --help`);
console.log(`${rows.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
