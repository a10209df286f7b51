// What an example writes, and how it differs from what it should write.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../package/built.mjs';
import { must } from '../package/run.mjs';

export const EXAMPLES = join(ROOT, 'examples');

/** The environment of an example that writes into the folder, on a day on which none of its exceptions is over. */
export function environment(outdir) {
  return { CDK8S_OUTDIR: outdir, MTLS_TODAY: '2026-12-01' };
}

/** Runs a TypeScript example against the compiled library. */
export function runTypeScript(example, outdir, env = {}) {
  must(process.execPath, [join(ROOT, 'node_modules', 'ts-node', 'dist', 'bin.js'), join(EXAMPLES, example)], { cwd: ROOT, env: { ...environment(outdir), ...env } });
  return readFolder(outdir);
}

/** The files of a folder by their names. */
export function readFolder(folder) {
  return new Map(readdirSync(folder).sort().map((name) => [name, readFileSync(join(folder, name))]));
}

/** One problem for each file that is not the same in both, byte for byte. */
export function differences(written, expected) {
  const problems = expected.size === 0 ? ['nothing to compare with'] : [];
  for (const name of new Set([...expected.keys(), ...written.keys()])) {
    const [got, wanted] = [written.get(name), expected.get(name)];
    if (got === undefined || wanted === undefined) problems.push(`${name}: ${got ? 'written, but not expected' : 'not written'}`);
    else if (!got.equals(wanted)) problems.push(`${name} differs at ${firstDifference(got, wanted)}`);
  }
  return problems;
}

function firstDifference(got, wanted) {
  const [gotLines, wantedLines] = [got, wanted].map((text) => text.toString('utf8').split('\n'));
  const line = wantedLines.findIndex((text, index) => text !== gotLines[index]);
  return line < 0 ? `line ${wantedLines.length + 1}` : `line ${line + 1}: got ${JSON.stringify(gotLines[line])}, expected ${JSON.stringify(wantedLines[line])}`;
}
