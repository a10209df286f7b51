// Usage: node test/package/package.mjs
// Installs the built packages into empty projects, as their users do, and runs README's examples there.
import { deepStrictEqual } from 'node:assert';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadAll } from 'js-yaml';
import ts from 'typescript';
import { MANIFEST, ROOT, builtPackage, filesBelow, versionHere } from './built.mjs';
import { installWheel } from './python.mjs';
import { readmeExamples } from './readme.mjs';
import { attempt, must, runSuite, unlessSucceeded } from './run.mjs';

const NAME = MANIFEST.name;
const PEERS = Object.keys(MANIFEST.peerDependencies);
const IN_TARBALL = /^(\.jsii|[A-Z]+\.md|LICENSE|package\.json|(bin|lib|node_modules)\/.+)$/;
const WANTED = ['.jsii', 'LICENSE', 'README.md', 'package.json', 'bin/istio-mtls', 'lib/index.js', 'lib/index.d.ts', 'node_modules/commander/package.json', 'node_modules/js-yaml/package.json'];
const MOST_BYTES = 1_500_000;

// Expiry dates in README's examples are held against this day.
const TODAY = { MTLS_TODAY: '2026-11-01' };

await runSuite('package', async (folder, report) => {
  const step = (what, prove) => report(what, problemsOf(prove));
  let examples;
  step('README has the examples that are run here', () => void (examples = readmeExamples()));
  const tarball = builtPackage('js', '.tgz');
  proveTarball(folder, tarball, step);
  const project = installTarball(folder, tarball, examples?.typescript ?? '');
  proveInstalled(project, step);
  if (examples) proveTypeScriptExample(project, examples, step);
  proveCommand('npm', (args) => attempt('npx', ['--no-install', 'istio-mtls', ...args], { cwd: project }), step);

  const bin = installWheel(folder, ...pythonPackages(examples?.python ?? ''));
  if (examples) provePythonExample(folder, bin, examples, step);
  proveCommand('the wheel', (args) => attempt(join(bin, 'istio-mtls'), args, { cwd: folder }), step);
  proveGo(folder, step);
});

/** What a proof throws, as lines. A proof may also give the lines itself. */
function problemsOf(prove) {
  try {
    const problems = prove();
    return Array.isArray(problems) ? problems : [];
  } catch (error) {
    return error.message.split('\n');
  }
}

function proveTarball(folder, tarball, step) {
  const unpacked = join(folder, 'unpacked');
  mkdirSync(unpacked);
  must('tar', ['-xzf', tarball, '-C', unpacked, '--strip-components=1']);
  const files = filesBelow(unpacked).map((path) => ({ path: path.slice(unpacked.length + 1), bytes: readFileSync(path).length }));
  step('the tarball holds nothing but the library, its documents and what it bundles', () => files.map(({ path }) => path).filter((path) => !IN_TARBALL.test(path)));
  step('the tarball holds what jsii and users look for, commander and js-yaml', () => WANTED.filter((wanted) => !files.some(({ path }) => path === wanted)));
  step(`no file of the tarball has more than ${MOST_BYTES} bytes`, () => files.filter(({ bytes }) => bytes > MOST_BYTES).map(({ path, bytes }) => `${path}: ${bytes}`));
}

/** An empty project with the tarball, its peers, and whatever else an example imports. */
function installTarball(folder, tarball, example) {
  const project = join(folder, 'project');
  mkdirSync(project);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ name: 'empty', version: '1.0.0', private: true }));
  const imported = [...example.matchAll(/from '([^'.][^']*)'/g)].map(([, name]) => name).filter((name) => name !== NAME && !name.startsWith('node:'));
  const others = [...new Set([...PEERS, ...imported])].map((name) => `${name}@${versionHere(name)}`);
  must('npm', ['install', '--no-audit', '--no-fund', '--save-exact', `file:${tarball}`, ...others], { cwd: project });
  return project;
}

function proveInstalled(project, step) {
  step('npm ls finds nothing missing, invalid or extraneous', () => unlessSucceeded(attempt('npm', ['ls', '--all'], { cwd: project })));
  for (const [form, code] of [
    ['require', (path) => ['--eval', `require('${path}')`]],
    ['import', (path) => ['--input-type=module', '--eval', `await import('${path}')`]],
  ]) {
    step(`${form} of the package succeeds`, () => unlessSucceeded(attempt('node', code(NAME), { cwd: project })));
    for (const path of ['lib/constructs/mesh-policy', 'lib/constructs/mesh-policy.js', 'lib/index.js']) {
      step(`${form} of ${path} is refused`, () => refusedDeepImport(attempt('node', code(`${NAME}/${path}`), { cwd: project })));
    }
  }
}

function refusedDeepImport({ status, stderr }) {
  return status !== 0 && stderr.includes('ERR_PACKAGE_PATH_NOT_EXPORTED') ? [] : [`exit code ${status}`, ...stderr.split('\n').filter(Boolean)];
}

function proveTypeScriptExample(project, { typescript, yaml }, step) {
  writeFileSync(join(project, 'example.ts'), typescript);
  step('README\'s TypeScript example has no type errors against the package', () => typeErrors(join(project, 'example.ts')));
  for (const { form, file, module } of [
    { form: 'CommonJS', file: 'example.cjs', module: ts.ModuleKind.CommonJS },
    { form: 'ESM', file: 'example.mjs', module: ts.ModuleKind.ESNext },
  ]) {
    const cwd = join(project, form);
    mkdirSync(cwd);
    writeFileSync(join(cwd, file), ts.transpileModule(typescript, { compilerOptions: { module, target: ts.ScriptTarget.ES2022, esModuleInterop: true } }).outputText);
    step(`README's TypeScript example, as ${form}, writes README's YAML`, () => {
      must('node', [file], { cwd, env: TODAY });
      const shown = documents(yaml);
      deepStrictEqual(manifestsOf(cwd).filter((written) => isIstio(written) || shown.some((object) => isSame(object, written))), shown);
    });
  }
}

/** README may leave out what is not Istio's. */
function isIstio({ apiVersion }) {
  return apiVersion.includes('.istio.io/');
}

function isSame(one, other) {
  return one.kind === other.kind && one.metadata?.name === other.metadata?.name;
}

function typeErrors(file) {
  const program = ts.createProgram([file], {
    strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node16, moduleResolution: ts.ModuleResolutionKind.Node16,
    esModuleInterop: true, types: ['node'], typeRoots: [join(ROOT, 'node_modules', '@types')],
  });
  return ts.getPreEmitDiagnostics(program).map(({ code, messageText }) => `TS${code}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`);
}

function pythonPackages(example) {
  return [...new Set([...example.matchAll(/^(?:from|import) (cdk8s_plus_\d+)/gm)].map(([, name]) => name.replaceAll('_', '-')))];
}

function provePythonExample(folder, bin, { python, yaml }, step) {
  const cwd = join(folder, 'python-example');
  mkdirSync(cwd);
  writeFileSync(join(cwd, 'example.py'), python);
  step('README\'s Python example runs with the wheel and writes the YAML of README', () => {
    must(join(bin, 'python'), ['example.py'], { cwd, env: TODAY });
    deepStrictEqual(manifestsOf(cwd), documents(yaml));
  });
}

/** What an app wrote into dist/. */
function manifestsOf(cwd) {
  return filesBelow(join(cwd, 'dist')).flatMap((file) => documents(readFileSync(file, 'utf8')));
}

function documents(text) {
  return loadAll(text).filter((document) => document != null);
}

function proveCommand(where, run, step) {
  step(`istio-mtls --help of ${where} prints help`, () => {
    const done = run(['--help']);
    return [...unlessSucceeded(done), ...done.stdout.startsWith('Usage: istio-mtls') ? [] : ['it prints no usage']];
  });
  step(`istio-mtls --version of ${where} is the package's`, () => {
    const done = run(['--version']);
    return [...unlessSucceeded(done), ...done.stdout.trim() === MANIFEST.version ? [] : [`got ${done.stdout.trim()}; expected ${MANIFEST.version}`]];
  });
}

/** The code only: building it asks the Go proxy for the Go modules of cdk8s and constructs. */
function proveGo(folder, step) {
  const out = join(folder, 'go-target');
  step('the Go module is generated, with go.mod and sources', () => {
    must('npx', ['jsii-pacmak', '--target', 'go', '--code-only', '--outdir', out], { cwd: ROOT });
    const { moduleName, packageName } = MANIFEST.jsii.targets.go;
    const module = join(out, 'go', packageName);
    const files = filesBelow(module).map((path) => path.slice(module.length + 1));
    const missing = ['go.mod', 'main.go', 'MeshPolicy.go', 'MtlsMigration.go'].filter((file) => !files.includes(file));
    const named = readFileSync(join(module, 'go.mod'), 'utf8').startsWith(`module ${moduleName}/${packageName}\n`);
    return [...missing.map((file) => `no ${file}`), ...named ? [] : ['go.mod names another module']];
  });
}
