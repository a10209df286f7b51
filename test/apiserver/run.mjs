// Usage: node run.mjs [--ours FILE] DIR...
// Asks a real kube-apiserver to accept every *.yaml below each DIR and to refuse every policy of refused.json.
// FILE is a JSON object: name of a refused policy -> what our library says of it.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { accepted, manifestsIn } from './accepted.mjs';
import { startApiServer } from './api-server.mjs';
import { refused } from './refused.mjs';
import { buildTools } from './tools.mjs';

async function main() {
  const { values, positionals: folders } = parseArgs({ options: { ours: { type: 'string' } }, allowPositionals: true });
  if (folders.length === 0) throw new Error('no folder given: name at least one that holds manifests (*.yaml)');
  const manifests = folders.flatMap(someManifestsIn);
  const messages = values.ours ? json(values.ours) : {};
  const policies = json(new URL('refused.json', import.meta.url));

  const server = await startApiServer(await buildTools());
  const counts = { passed: 0, failed: 0 };
  const report = ({ passed, lines }) => {
    counts[passed ? 'passed' : 'failed'] += 1;
    console.log(lines.join('\n'));
  };
  try {
    for (const file of manifests) report(await accepted(server, file));
    for (const policy of policies) {
      report(await refused(server, { ...policy, ours: messages[policy.name] ?? policy.ours }));
    }
  } finally {
    await server.stop();
  }
  console.log(`${counts.passed} passed, ${counts.failed} failed`);
  return counts.failed === 0;
}

function someManifestsIn(folder) {
  const files = manifestsIn(folder);
  if (files.length === 0) throw new Error(`no *.yaml below ${folder}: a suite without manifests proves nothing`);
  return files;
}

const json = (file) => JSON.parse(readFileSync(file, 'utf8'));

main().then(
  (passed) => (process.exitCode = passed ? 0 : 1),
  (error) => {
    console.error(`run.mjs: ${error.message}`);
    process.exitCode = 1;
  },
);
