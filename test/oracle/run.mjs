// Usage: node run.mjs ORACLE [--meshes N] [--seed S] [--processes N] [--oracle-only]
// Asks the oracle program and our resolver about the meshes of N seeds, beginning with S, and compares connection by
// connection. --oracle-only asks the oracle alone: whether it accepts what the generator draws.
import { parseArgs } from 'node:util';
import { typescript } from './typescript.mjs';

const { runSuite } = typescript('run-suite.ts');

async function main() {
  const { values, positionals } = parseArgs({
    options: {
      'meshes': { type: 'string', default: '300' },
      'seed': { type: 'string' },
      'processes': { type: 'string', default: '2' },
      'oracle-only': { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  if (positionals.length !== 1) throw new Error('name the oracle program: what test/tools/build.sh oracle prints');
  return runSuite({
    binary: positionals[0],
    meshes: wholeNumber('meshes', values.meshes),
    // Other meshes each day, and the same ones for everybody who looks into a failure of that day.
    seed: wholeNumber('seed', values.seed ?? String(Math.floor(Date.now() / 86_400_000) * 1_000_000)),
    processes: wholeNumber('processes', values.processes),
    oracleOnly: values['oracle-only'],
  });
}

function wholeNumber(name, text) {
  if (!/^\d+$/.test(text)) throw new Error(`--${name} wants a whole number, got '${text}'`);
  return Number(text);
}

main().then(
  (passed) => (process.exitCode = passed ? 0 : 1),
  (error) => {
    console.error(`run.mjs: ${error.message}`);
    process.exitCode = 1;
  },
);
