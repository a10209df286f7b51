// Adds up what the suites printed: `N passed, N failed` of our own runners, Jest's summary; a suite that counts nothing
// (a build, say) counts as one, by its exit code. A suite that counted no failure but exited non-zero has one.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const total = { passed: 0, failed: 0 };
const rows = readdirSync(folder).filter((file) => file.endsWith('.suite')).sort().map((file) => {
  const text = readFileSync(join(folder, file), 'utf8').replace(/\x1b\[[0-9;]*m/g, '');
  const status = Number(/exit code (\d+)\n$/.exec(text)[1]);
  const counts = count(text);
  if (status !== 0 && counts.failed === 0) counts.failed += 1;
  if (status === 0 && counts.passed + counts.failed === 0) counts.passed += 1;
  total.passed += counts.passed;
  total.failed += counts.failed;
  return [file.replace('.suite', ''), `${counts.passed} passed, ${counts.failed} failed`];
});

function count(text) {
  const counts = { passed: 0, failed: 0 };
  for (const [, passed, failed] of text.matchAll(/^(\d+) passed, (\d+) failed$/gm)) {
    counts.passed += Number(passed);
    counts.failed += Number(failed);
  }
  for (const [line] of text.matchAll(/^Tests: .*total$/gm)) {
    counts.passed += Number(/(\d+) passed/.exec(line)?.[1] ?? 0);
    counts.failed += Number(/(\d+) failed/.exec(line)?.[1] ?? 0);
  }
  return counts;
}

const width = Math.max(...rows.map(([name]) => name.length));
console.log('\n== summary');
for (const [name, counts] of rows) console.log(`${name.padEnd(width)}  ${counts}`);
console.log(`${total.passed} passed, ${total.failed} failed`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;
