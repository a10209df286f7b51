// Usage: node test/examples/java.mjs
// Runs examples/java with the built jar: it has to write what its TypeScript twin writes, byte for byte.
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { differences, environment, EXAMPLES, readFolder, runTypeScript } from './outputs.mjs';
import { builtPackage, MANIFEST, ROOT } from '../package/built.mjs';
import { attempt, must, runSuite, unlessSucceeded } from '../package/run.mjs';

await runSuite('examples-java', (folder, report) => {
  builtPackage('java', `-${MANIFEST.version}.jar`);
  // A copy, so that nothing is compiled into the work tree.
  const cwd = join(folder, 'java');
  cpSync(join(EXAMPLES, 'java'), cwd, { recursive: true, filter: (path) => !/[/\\](target|dist)$/.test(path) });
  const maven = ['--quiet', '--batch-mode', `-Dmtls.repository=${join(ROOT, 'dist', 'java')}`];
  // Maven never looks again for a version that it has, and every build before a release has the same.
  must('mvn', [...maven, 'dependency:purge-local-repository', '-DmanualInclude=io.github.cdk8s-istio-mtls:cdk8s-istio-mtls', '-DreResolve=false'], { cwd });
  const outdir = join(folder, 'written');
  report('examples/java compiles and runs', unlessSucceeded(attempt('mvn', [...maven, 'compile', 'exec:java'], { cwd, env: environment(outdir) })));
  report('examples/java writes what its twin writes', differences(readFolder(outdir), runTypeScript('twins/java-twin.ts', join(folder, 'twin'))));
});
