// Every example compiles, runs, and writes what is kept beside it: `main.ts` what is in `expected/` (with what it says
// on stderr in notices.txt), any other `NAME.ts` what is in `NAME.expected.yaml`, and nothing on stderr.
// UPDATE_EXPECTED=1 writes those files anew; read the difference before you commit it.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { catchNotices } from '../support/notices';
import { tempFolder } from '../support/temp-folder';

const ROOT = join(__dirname, '..', '..');
const EXAMPLES = join(ROOT, 'examples');
const NOTICES = 'notices.txt';
// Its own programs, which are to fail, have tests of their own.
const OTHERS = ['refused/'];
// helm.mjs runs these, as they want helm.
const SLOW = ['existing-yaml/helm.ts'];

const files = readdirSync(EXAMPLES, { recursive: true, encoding: 'utf8' }).sort()
  .filter((file) => !/(^|\/)(dist|node_modules|target)\//.test(file) && !OTHERS.some((folder) => file.startsWith(folder)));
const programs = files.filter((file) => file.endsWith('.ts') && readFileSync(join(EXAMPLES, file), 'utf8').includes('.synth()'));

const notices = catchNotices();
const environment = process.env;
beforeEach(() => {
  // A day on which no exception of an example is over.
  process.env = { ...environment, CDK8S_OUTDIR: tempFolder(), MTLS_TODAY: '2026-12-01' };
});
afterEach(() => {
  process.env = environment;
});

test.each(programs.filter((program) => !SLOW.includes(program)))('%s writes what is expected', (program) => {
  jest.isolateModules(() => jest.requireActual(join(EXAMPLES, program)));
  const written = readFolder(process.env.CDK8S_OUTDIR!);
  if (notices().length > 0) written[NOTICES] = notices().join('\n') + '\n';
  if (process.env.UPDATE_EXPECTED) update(program, written);
  expect(written).toEqual(readExpected(program, written));
});

test('every expected file is of an example', () => {
  const expected = files.filter((file) => /\.expected\.yaml$|\/expected$/.test(file));
  expect(expected).toEqual(programs.map(expectedOf).sort());
});

test('every example compiles, and what it says does not compile does not', () => {
  const config = join(EXAMPLES, 'tsconfig.json');
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(config, ts.sys.readFile).config, ts.sys, EXAMPLES);
  const program = ts.createProgram(files.filter((file) => file.endsWith('.ts')).map((file) => join(EXAMPLES, file)), {
    ...options, paths: { 'cdk8s-istio-mtls': [join(ROOT, 'src', 'index.ts')] },
  });
  const messages = ts.getPreEmitDiagnostics(program).filter(({ file }) => file?.fileName.startsWith(EXAMPLES))
    .map(({ file, messageText }) => `${relative(EXAMPLES, file!.fileName)}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  expect(messages).toEqual([]);
}, 120_000);

function expectedOf(program: string): string {
  return basename(program) === 'main.ts' ? join(dirname(program), 'expected') : program.replace(/\.ts$/, '.expected.yaml');
}

/** The expected files, by the names that the program gives its own. */
function readExpected(program: string, written: Record<string, string>): Record<string, string> {
  const expected = join(EXAMPLES, expectedOf(program));
  if (!existsSync(expected)) throw new Error(`${relative(ROOT, expected)} is missing: run this test with UPDATE_EXPECTED=1 and read what it writes`);
  return expected.endsWith('.yaml') ? { [Object.keys(written)[0]]: readFileSync(expected, 'utf8') } : readFolder(expected);
}

function update(program: string, written: Record<string, string>): void {
  const expected = join(EXAMPLES, expectedOf(program));
  if (expected.endsWith('.yaml')) return writeFileSync(expected, Object.values(written)[0]);
  rmSync(expected, { recursive: true, force: true });
  mkdirSync(expected);
  for (const [name, text] of Object.entries(written)) writeFileSync(join(expected, name), text);
}

function readFolder(folder: string): Record<string, string> {
  return Object.fromEntries(readdirSync(folder).sort().map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
}
