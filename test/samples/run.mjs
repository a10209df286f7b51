// Usage: node run.mjs ORACLE
// Runs the manifests of Istio's own samples/ folder through the checks, as they are and with Namespaces added that are
// labelled for injection, and holds what the resolver says of every connection against istiod.
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { typescript } from '../oracle/typescript.mjs';

const { runSamples } = typescript('../samples/run-samples.ts');
const module = fileURLToPath(new URL('../oracle/istiod', import.meta.url));

const [binary] = process.argv.slice(2);
if (binary === undefined) {
  console.error('run.mjs: name the oracle program: what test/tools/build.sh oracle prints');
  process.exit(2);
}
const istio = execFileSync('go', ['list', '-m', '-f', '{{.Dir}}', 'istio.io/istio'], { cwd: module, encoding: 'utf8' }).trim();
process.exitCode = (await runSamples(`${istio}/samples`, binary)) ? 0 : 1;
