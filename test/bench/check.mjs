// Measures `istio-mtls check` against `istioctl analyze` and against reading the file alone, interleaved in one run:
// `npm run bench`'s second half. usage: node check.mjs ISTIOCTL
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { measured, start } from './measure.mjs';
import { writeMesh } from './make-mesh.mjs';
import { Table } from './table.mjs';

const RUNS = Number(process.env.BENCH_RUNS ?? 7);
const [istioctl] = process.argv.slice(2);
if (istioctl === undefined) {
  console.error('check.mjs: name istioctl: what test/tools/build.sh istioctl prints');
  process.exit(2);
}
const here = (file) => fileURLToPath(new URL(file, import.meta.url));
const main = here('../../bin/istio-mtls');
const folder = mkdtempSync(join(tmpdir(), 'bench-'));
const sizes = [1_000, 5_000, 20_000];
const files = new Map(sizes.map((size) => [size, join(folder, `${size}.yaml`)]));
for (const [size, file] of files) writeMesh(size, file);

const arms = {
  ours: (file) => measured(process.execPath, [main, 'check', file]),
  istioctl: (file) => measured(istioctl, ['analyze', '-A', '--use-kube=false', file]),
  loadAll: (file) => measured(process.execPath, [here('load-all.cjs'), file]),
};
const results = new Map(sizes.map((size) => [size, { ours: [], istioctl: [], loadAll: [] }]));
const nothing = [];
const questions = [];
for (let run = 0; run < RUNS; run += 1) {
  for (const size of sizes) {
    // The order alternates, so that no arm always runs on the warmer machine.
    const names = run % 2 === 0 ? Object.keys(arms) : Object.keys(arms).reverse();
    for (const name of names) {
      process.stderr.write(`\rrun ${run + 1} of ${RUNS}: ${name} of ${size} services        `);
      results.get(size)[name].push(arms[name](files.get(size)));
    }
  }
  nothing.push(start());
  questions.push(JSON.parse(measured(process.execPath, ['--expose-gc', here('questions.cjs'), '20000']).last));
}
process.stderr.write('\n');
rmSync(folder, { recursive: true });

const table = new Table(`${RUNS} interleaved runs; peers: istioctl analyze -A --use-kube=false, and one loadAll of the file with js-yaml`);
const of = (size, arm, key) => results.get(size)[arm].map((result) => result[key]);
for (const [size, budget] of [[1_000, 0.8], [5_000, 0.6], [20_000, 0.5]]) table.compare(`check of ${size} services, against istioctl`, 'ms', of(size, 'ours', 'ms'), of(size, 'istioctl', 'ms'), budget);
table.compare('check of 20000 services, against loadAll', 'ms', of(20_000, 'ours', 'ms'), of(20_000, 'loadAll', 'ms'), 1.5);
const perService = (size) => of(size, 'ours', 'ms').map((ms, run) => (ms - nothing[run]) / size);
table.compare('growth per service, from 5000 to 20000', 'us', perService(20_000).map((ms) => ms * 1000), perService(5_000).map((ms) => ms * 1000), 1.2);
table.compare('peak memory of check at 20000, against istioctl', 'MiB', of(20_000, 'ours', 'peakMiB'), of(20_000, 'istioctl', 'peakMiB'), 1.0);
table.compare('a question of 100000 workloads in 20000 services, the longest', 'ms', questions.map(({ longest }) => longest), questions.map(() => 5), 1);
process.exitCode = table.print() ? 0 : 1;
