// Usage: node record.mjs ORACLE [--meshes N] [--candidates N] [--seed S]
// Records istiod's verdicts into corpus/: on the meshes of situations/, and on N meshes that are chosen out of those of
// the candidates, seeds from S on, so that every rule decides often.
import { parseArgs } from 'node:util';
import { typescript } from './typescript.mjs';

const { recordCorpus } = typescript('record-corpus.ts');

async function main() {
  const { values, positionals } = parseArgs({
    options: { meshes: { type: 'string', default: '150' }, candidates: { type: 'string', default: '4000' }, seed: { type: 'string', default: '1' } },
    allowPositionals: true,
  });
  if (positionals.length !== 1) throw new Error('name the oracle program: what test/tools/build.sh oracle prints');
  const [binary] = positionals;
  await recordCorpus({ binary, meshes: Number(values.meshes), candidates: Number(values.candidates), seed: Number(values.seed) });
}

main().catch((error) => {
  console.error(`record.mjs: ${error.message}`);
  process.exitCode = 1;
});
