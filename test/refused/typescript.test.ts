import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { EXTENSIONS, FOLDER, judge, mistakeNames, readExpected, readMistakes } from './mistakes.cjs';

// UPDATE_EXPECTED=1 writes what the compiler says into the expected files.

const ROOT = join(__dirname, '..', '..');
const mistakes = readMistakes('.ts');
const program = compile(new Map(mistakes.flatMap(({ name, refused, accepted }) => [[refusedFile(name), refused], [acceptedFile(name), accepted]])));

test.each(mistakes)('TypeScript refuses $name', (mistake) => {
  expect(judge(mistake, messagesOf(refusedFile(mistake.name)))).toEqual([]);
});

test.each(mistakes)('TypeScript accepts the correction of $name', ({ name }) => {
  expect(messagesOf(acceptedFile(name))).toEqual([]);
});

test('each mistake is there in each language, with what its compiler says', () => {
  const files = mistakeNames().flatMap((name) => [...EXTENSIONS, '.expected.txt'].map((extension) => name + extension));
  expect(readdirSync(FOLDER).sort()).toEqual(files.sort());
  const unsaid = mistakeNames().flatMap((name) => EXTENSIONS.map((extension) => ({ name, file: name + extension })))
    .filter((mistake) => readExpected(mistake).length === 0).map(({ file }) => file);
  expect(unsaid).toEqual([]);
});

function refusedFile(name: string): string {
  return join(FOLDER, `${name}.ts`);
}

function acceptedFile(name: string): string {
  return join(FOLDER, `${name}.accepted.ts`);
}

/** One program for all files, as sharing the library's types between them is what makes this fast. */
function compile(files: Map<string, string>): ts.Program {
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node16,
    moduleResolution: ts.ModuleResolutionKind.Node16,
    types: ['node'],
    typeRoots: [join(ROOT, 'node_modules', '@types')],
    skipLibCheck: true,
    paths: { 'cdk8s-istio-mtls': [join(ROOT, 'src', 'index.ts')] },
  };
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists(path);
  host.readFile = (path) => files.get(path) ?? readFile(path);
  host.getSourceFile = (path, version, ...rest) => {
    const text = files.get(path);
    return text === undefined ? getSourceFile(path, version, ...rest) : ts.createSourceFile(path, text, version, true);
  };
  return ts.createProgram([...files.keys()], options, host);
}

function messagesOf(path: string): { line: number; text: string }[] {
  const file = program.getSourceFile(path)!;
  return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].map(({ start, code, messageText }) => ({
    line: file.getLineAndCharacterOfPosition(start ?? 0).line + 1,
    text: `error TS${code}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`.replaceAll(`${ROOT}/`, ''),
  }));
}
