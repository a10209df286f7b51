// Usage: node test/examples/python.mjs
// Runs examples/python with the built wheel: it has to write what its TypeScript twin writes, byte for byte.
import { join } from 'node:path';
import { differences, environment, EXAMPLES, readFolder, runTypeScript } from './outputs.mjs';
import { installWheel } from '../package/python.mjs';
import { attempt, runSuite, unlessSucceeded } from '../package/run.mjs';

await runSuite('examples-python', (folder, report) => {
  const example = join(EXAMPLES, 'python');
  const bin = installWheel(folder, '--requirement', join(example, 'requirements.txt'));
  const outdir = join(folder, 'written');
  report('examples/python runs', unlessSucceeded(attempt(join(bin, 'python'), ['main.py'], { cwd: example, env: { ...environment(outdir), PYTHONDONTWRITEBYTECODE: '1' } })));
  report('examples/python writes what its twin writes', differences(readFolder(outdir), runTypeScript('twins/python-twin.ts', join(folder, 'twin'))));
});
