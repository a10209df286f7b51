// Usage: node test/examples/helm.mjs
// Runs examples/existing-yaml/helm.ts with a real helm (the one that HELM names, else one that is built here): it has to
// write what is expected. UPDATE_EXPECTED=1 writes the expected file anew.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences, EXAMPLES, runTypeScript } from './outputs.mjs';
import { ROOT } from '../package/built.mjs';
import { must, runSuite } from '../package/run.mjs';

const EXPECTED = join(EXAMPLES, 'existing-yaml', 'helm.expected.yaml');

await runSuite('examples-helm', (folder, report) => {
  const helm = process.env.HELM ?? must('bash', [join(ROOT, 'test', 'tools', 'build.sh'), 'helm']).trim();
  const written = runTypeScript('existing-yaml/helm.ts', folder, { HELM: helm });
  if (process.env.UPDATE_EXPECTED) writeFileSync(EXPECTED, written.get('catalog.k8s.yaml'));
  report('examples/existing-yaml/helm.ts writes what is expected', differences(written, new Map([['catalog.k8s.yaml', readFileSync(EXPECTED)]])));
});
