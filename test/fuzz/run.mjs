// usage: node run.mjs [--cases N] [--seed S] [--lib DIR]
// Reads N mutated and truncated manifests, all in one process: none may crash it, keep it for 2 s, or change a prototype,
// each refusal has to name file and line, and what is read has to be what js-yaml reads. A case has the seed S + its number.
// DIR is where the library is compiled to.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeJudge } from './judge.mjs';
import { makeCase } from './mutate.mjs';
import { makeRandom } from './random.mjs';
import { makeReference } from './reference.mjs';
import { loadSeeds } from './seeds.mjs';
import { startWatchdog } from './watchdog.mjs';

const LONGEST_MS = 2000;
const MOST_FAILURES = 10;
const PROTOTYPES = [Object, Array, String, Number, Boolean, Function, Map].map(({ prototype }) => prototype);

const { values } = parseArgs({ options: { cases: { type: 'string', default: '5000' }, seed: { type: 'string' }, lib: { type: 'string' } } });
const cases = Number(values.cases);
const firstSeed = values.seed === undefined ? Date.now() % 1_000_000_000 : Number(values.seed);
const lib = values.lib ?? fileURLToPath(new URL('../../lib', import.meta.url));

const [judge, compare] = [makeJudge(lib), makeReference(lib)];
const seeds = loadSeeds();
const propertiesOfPrototypes = () => PROTOTYPES.map((prototype) => Reflect.ownKeys(prototype).length).join();
const untouched = propertiesOfPrototypes();

/** What is wrong with how a case was dealt with; undefined where nothing is. */
function tryCase(seed, count) {
  const random = makeRandom(seed);
  const { bytes, chunks } = makeCase(random, seeds.texts);
  const before = process.cpuUsage();
  let failure;
  try {
    const prune = random.chance(0.2);
    const verdict = judge(chunks, { prune });
    count[verdict.problems === undefined ? 'read' : 'refused'] += 1;
    const { user, system } = process.cpuUsage(before);
    count.slowest = Math.max(count.slowest, (user + system) / 1000);
    if ((user + system) / 1000 > LONGEST_MS) failure = `took ${(user + system) / 1000} ms`;
    else if (!prune) compare(bytes, verdict);
  } catch (error) {
    failure = error.stack;
  }
  if (propertiesOfPrototypes() !== untouched || {}.polluted !== undefined) failure = 'a prototype was changed';
  return failure;
}

const watchdog = startWatchdog(10 * LONGEST_MS);
const count = { read: 0, refused: 0, failed: 0, slowest: 0 };
const start = Date.now();
for (let seed = firstSeed; seed < firstSeed + cases && count.failed < MOST_FAILURES; seed += 1) {
  watchdog.begin(seed);
  const failure = tryCase(seed, count);
  if (failure === undefined) continue;
  count.failed += 1;
  console.log(`--cases 1 --seed ${seed}: ${failure}\n`);
}
await watchdog.stop();
console.log(`${count.read} read, ${count.refused} refused, from ${seeds.texts.length} manifests of ${seeds.from}; seed ${firstSeed}; `
  + `${((Date.now() - start) / 1000).toFixed(0)} s, the slowest case ${count.slowest.toFixed(0)} ms`);
console.log(`${count.read + count.refused - count.failed} passed, ${count.failed} failed`);
process.exitCode = count.failed === 0 ? 0 : 1;
