// Usage: node test/examples/validation.mjs
// Runs `cdk8s synth` of examples/any-cdk8s-app, which has none of our constructs: cdk8s-cli loads our validation plugin
// from the built library, prints README's report, and fails.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { EXAMPLES } from './outputs.mjs';
import { ROOT } from '../package/built.mjs';
import { attempt, runSuite } from '../package/run.mjs';

const CLI = join(ROOT, 'node_modules', 'cdk8s-cli', 'bin', 'cdk8s');
const [, shown] = /<!-- validation -->[^]*?```text\n([^]*?)```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'));

await runSuite('examples-validation', (folder, report) => {
  const { status, stdout, stderr } = attempt('node', [CLI, 'synth', '--check-upgrade=false'], { cwd: join(EXAMPLES, 'any-cdk8s-app') });
  const printed = stdout.replaceAll(/\u001b\[\d+m/g, '').split('\n');
  report('cdk8s synth fails, as the report says', status === 2 ? [] : [`exit code ${status}`, ...stderr.split('\n')]);
  const missing = shown.trimEnd().split('\n').filter((line) => !printed.includes(line));
  report('it prints what README shows', missing.length === 0 ? [] : ['missing:', ...missing, 'printed:', ...printed]);
  const paths = ['legacy/billing/Resource', 'shop/to-orders'].filter((path) => !stdout.includes(`Construct Path: ${path}`));
  report('with the paths of the constructs', paths);
});
