// Usage: node test/examples/java.mjs
// Runs examples/java, and README's Java example, with the built jar: they have to write what TypeScript writes, byte for byte.
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { differences, environment, EXAMPLES, readFolder, runTypeScript } from './outputs.mjs';
import { builtPackage, MANIFEST, ROOT } from '../package/built.mjs';
import { readmeExamples } from '../package/readme.mjs';
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

  const { java, yaml } = readmeExamples();
  writeFileSync(join(cwd, 'src/main/java/Mtls.java'), java);
  const fromReadme = join(folder, 'readme');
  report('README\'s Java example compiles and runs', unlessSucceeded(attempt('mvn', [...maven, 'compile', 'exec:java', '-Dexec.mainClass=Mtls'], { cwd, env: environment(fromReadme) })));
  // It has the first two policies of the TypeScript example.
  const wanted = yaml.split('---\n').slice(0, 2).join('---\n');
  report('README\'s Java example writes the YAML of README', differences(readFolder(fromReadme), new Map([['mtls.k8s.yaml', Buffer.from(wanted)]])));
});
