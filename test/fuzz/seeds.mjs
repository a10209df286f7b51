// Real manifests to start from: the examples of this repository, and Istio's samples where the Go module is on the machine.
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const EXAMPLES = fileURLToPath(new URL('../../examples', import.meta.url));
const ISTIO_MODULE = fileURLToPath(new URL('../oracle/istiod', import.meta.url));

/** Longer ones would take the time of hundreds of cases. */
const LONGEST = 24 * 1024;

/** The texts, in a stable order, and where they are from. */
export function loadSeeds() {
  const samples = istioSamples();
  const texts = [EXAMPLES, ...samples].flatMap(manifestsBelow).map((file) => readFileSync(file, 'utf8')).filter((text) => text.length < LONGEST);
  if (texts.length === 0) throw new Error('no manifest found to start from');
  return { texts, from: samples.length === 0 ? 'examples' : 'examples and Istio\'s samples' };
}

function istioSamples() {
  try {
    const module = execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', 'istio.io/istio'], { cwd: ISTIO_MODULE, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], timeout: 30_000 });
    return [join(module.trim(), 'samples')].filter((folder) => existsSync(folder));
  } catch {
    return [];
  }
}

function manifestsBelow(folder) {
  return readdirSync(folder, { recursive: true })
    .filter((name) => /\.(ya?ml|json)$/.test(name))
    .sort()
    .map((name) => join(folder, name))
    .filter((file) => !file.includes('node_modules') && statSync(file).isFile());
}
