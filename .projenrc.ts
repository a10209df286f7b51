import { cdk8s, javascript } from 'projen';
import { FRAMEWORK_FREE_FILES, FRAMEWORKS, PURE_FILES, restrictedPaths } from './projenrc/boundaries';

const project = new cdk8s.ConstructLibraryCdk8s({
  name: 'cdk8s-istio-mtls',
  description: 'Takes an Istio mesh from plaintext to STRICT mutual TLS from code: cdk8s constructs for PeerAuthentication, DestinationRule and their migration',
  keywords: ['istio', 'mtls', 'service-mesh', 'peerauthentication', 'destinationrule', 'kubernetes'],
  author: 'cdk8s-istio-mtls maintainers',
  authorAddress: 'maintainers@cdk8s-istio-mtls.example',
  authorOrganization: true,
  repositoryUrl: 'https://github.com/cdk8s-istio-mtls/cdk8s-istio-mtls.git',
  license: 'Apache-2.0',
  copyrightOwner: 'cdk8s-istio-mtls maintainers',
  defaultReleaseBranch: 'main',

  // The newest version that npm, PyPI and Maven all have.
  cdk8sVersion: '2.70.47',
  constructsVersion: '10.4.2',
  jsiiVersion: '~6.0.0',
  typescriptVersion: '~5.9.0',
  minNodeVersion: '20.0.0',
  packageManager: javascript.NodePackageManager.NPM,
  projenrcTs: true,

  // A release workflow would name the hosts of registries; releasing is left to whoever owns the packages.
  release: false,
  github: false,
  depsUpgrade: false,

  publishToPypi: { distName: 'cdk8s-istio-mtls', module: 'cdk8s_istio_mtls' },
  publishToMaven: {
    javaPackage: 'io.github.cdk8s.istio.mtls',
    mavenGroupId: 'io.github.cdk8s-istio-mtls',
    mavenArtifactId: 'cdk8s-istio-mtls',
  },
  publishToNuget: { dotNetNamespace: 'Cdk8sIstioMtls', packageId: 'Cdk8sIstioMtls' },
  publishToGo: { moduleName: 'github.com/cdk8s-istio-mtls/cdk8s-istio-mtls-go', packageName: 'cdk8sistiomtls' },

  bin: { 'istio-mtls': 'bin/istio-mtls' },
  bundledDeps: ['commander@^14', 'js-yaml@^5'],
  devDeps: ['cdk8s-cli', 'cdk8s-plus-28', 'cdk8s-plus-34', 'eslint-plugin-jest', 'fast-check'],

  eslintOptions: { dirs: ['src', 'examples'] },
  gitignore: ['/examples/**/dist/', '__pycache__/', '/examples/java/target/', '*.tmp.ts'],
  jestOptions: {
    junitReporting: false,
    passWithNoTests: false,
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: {
      // Coverage is asked for (`npx jest --coverage`), not paid for on each run.
      collectCoverage: false,
      moduleNameMapper: { '^cdk8s-istio-mtls$': '<rootDir>/src/index.ts' },
      setupFilesAfterEnv: ['<rootDir>/test/support/fixed-day.ts', '<rootDir>/test/support/record-manifests.ts'],
      testTimeout: 30_000,
    },
  },
});

// unrs-resolver 1.13 (of eslint-plugin-import) was published without some of its bindings.
project.package.addField('overrides', { 'unrs-resolver': '1.12.2' });

// Deep imports stay closed; .jsii is read by tools for the other languages.
project.package.addField('exports', { '.': { types: './lib/index.d.ts', default: './lib/index.js' }, './package.json': './package.json', './.jsii': './.jsii' });

for (const path of ['/.ci/', '/.npmrc', '/ARCHITECTURE.md', '/CONTRIBUTING.md', '/docs/', '/examples/', '/lib/imports/*.js']) project.addPackageIgnore(path);

const eslint = project.eslint!;
eslint.addPlugins('jest');
eslint.addIgnorePattern('src/imports/');
eslint.addIgnorePattern('examples/refused/');
eslint.addRules({
  'import/no-restricted-paths': ['error', { zones: restrictedPaths() }],
  'import/no-cycle': 'error',
  'max-lines': ['error', { max: 300 }],
  'max-lines-per-function': ['error', { max: 60, skipComments: true }],
  'complexity': ['error', 12],
  '@typescript-eslint/no-floating-promises': 'error',
  '@typescript-eslint/switch-exhaustiveness-check': 'error',
  'key-spacing': 'off',
  '@typescript-eslint/member-ordering': 'off',
});
eslint.addOverride({
  files: FRAMEWORK_FREE_FILES,
  rules: {
    '@typescript-eslint/no-restricted-imports': ['error', { paths: FRAMEWORKS }],
    '@typescript-eslint/no-explicit-any': 'error',
  },
});
eslint.addOverride({
  files: PURE_FILES,
  rules: {
    '@typescript-eslint/no-restricted-imports': ['error', {
      paths: FRAMEWORKS,
      patterns: [{ group: ['node:*', 'fs', 'path', 'js-yaml'], message: 'Pure folders know no files, no processes and no text formats.' }],
    }],
    'no-restricted-globals': ['error', { name: 'process', message: 'Pure folders know no environment.' }],
    'no-restricted-syntax': ['error', ...['NewExpression[callee.name="Date"][arguments.length=0]', 'MemberExpression[object.name="Date"][property.name="now"]']
      .map((selector) => ({ selector, message: 'Pure folders know no clock: today is an input.' }))],
  },
});
eslint.addOverride({
  files: ['test/**/*.ts'],
  rules: { 'jest/expect-expect': ['error', { assertFunctionNames: ['expect', 'expect*'] }], 'jest/valid-expect': 'error', 'jest/no-focused-tests': 'error', 'jest/no-disabled-tests': 'error', 'max-lines': ['error', { max: 400 }], 'max-lines-per-function': 'off' } as never,
});
eslint.addOverride({ files: ['examples/**/*.ts'], rules: { 'import/no-extraneous-dependencies': 'off', 'import/no-unresolved': 'off', 'import/order': 'off' } as never });

project.addTask('import-istio', { description: 'Regenerate src/imports from Istio\'s CRDs (wants go)', exec: 'node projenrc/import-istio-types.mjs' });
const bench = project.addTask('bench', { description: 'Time synth against raw ApiObjects, and check against istioctl analyze (wants go, the first time for minutes)' });
bench.exec('node test/bench/bench.mjs');
bench.exec('node test/bench/check.mjs "$(bash test/tools/build.sh istioctl)"');
// Without compiling it: this version of cdk8s has no Go module to compile against.
project.tasks.tryFind('package:go')?.reset('jsii-pacmak -v --target go --code-only');

// Tests read the assembly and the built library: `npm test` alone has to do on a fresh clone.
project.testTask.prependExec('tsc --noEmit --project test/tsconfig.json', { name: 'types of the tests' });
project.testTask.prependSpawn(project.compileTask);
const bookinfo = project.addTask('bookinfo', { description: 'Compile, and synthesize examples/bookinfo' });
bookinfo.spawn(project.compileTask);
bookinfo.exec('cdk8s synth --check-upgrade=false', { cwd: 'examples/bookinfo' });
project.tasks.addEnvironment('npm_config_loglevel', 'error');

project.synth();
