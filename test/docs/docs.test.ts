import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as cdk8s from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import * as ts from 'typescript';
import { ROOT, Snippet, snippetsOf, updateOutput } from './snippets';
import * as library from '../../src';

const PAGES = ['README.md', 'CONTRIBUTING.md', 'ARCHITECTURE.md', ...readdirSync(join(ROOT, 'docs')).filter((file) => file.endsWith('.md')).map((file) => `docs/${file}`)];
const SNIPPETS = PAGES.flatMap(snippetsOf);
const MODULES: Record<string, unknown> = { 'cdk8s': cdk8s, 'cdk8s-plus-28': kplus, 'cdk8s-istio-mtls': library };

/** What a snippet that imports nothing may take for granted. */
const PREAMBLE = `import { App, ApiObject, Chart, Helm, Include } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { ${Object.keys(library).join(', ')} } from 'cdk8s-istio-mtls';
const app = new App();
const chart = new Chart(app, 'mtls');
`;

const complete = ({ code }: Snippet) => (code.includes('import ') ? code : `${PREAMBLE}${code}`);
const title = ({ file, line }: Snippet) => `${file}:${line}`;
const ofKind = (kind: string) => SNIPPETS.filter(({ language, marker }) => language === 'ts' && marker.startsWith(kind)).map((snippet) => [title(snippet), snippet] as const);

function expectOutput(snippet: Snippet, text: string): void {
  if (process.env.UPDATE_EXPECTED) updateOutput(snippet, text);
  else expect(text).toBe(snippet.output?.text);
}

describe('TypeScript of README and docs', () => {
  let outdir: string;
  const environment = process.env;
  beforeEach(() => {
    outdir = mkdtempSync(join(tmpdir(), 'docs-'));
    process.env = { ...environment, CDK8S_OUTDIR: outdir, MTLS_TODAY: '2026-12-01' };
    jest.spyOn(process.stderr, 'write').mockReturnValue(true);
  });
  afterEach(() => {
    process.env = environment;
    rmSync(outdir, { recursive: true });
    jest.restoreAllMocks();
  });

  function run(snippet: Snippet): cdk8s.App {
    const { outputText } = ts.transpileModule(`${complete(snippet)}\nexport { app };`, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true },
    });
    const module = { exports: {} as { app: cdk8s.App } };
    new Function('require', 'exports', outputText)((name: string) => MODULES[name], module.exports);
    return module.exports.app;
  }

  test('every block is run, compared with a file, or refused', () => {
    const unmarked = SNIPPETS.filter(({ language, marker }) => language === 'ts' && !/^(snippet|from|refused):/.test(marker));
    expect(unmarked.map(title)).toEqual([]);
    expect(ofKind('snippet:').length).toBeGreaterThan(0);
  });

  test.each(ofKind('snippet:'))('%s synthesizes the YAML that follows it', (_, snippet) => {
    const app = run(snippet);
    const policies = app.charts.flatMap((chart) => chart.toJson()).filter(({ kind }) => ['PeerAuthentication', 'DestinationRule'].includes(kind));
    expectOutput(snippet, cdk8s.Yaml.stringify(...policies));
  });

  test.each(ofKind('from:'))('%s is as it stands in the file that it names', (_, { marker, code }) => {
    expect(readFileSync(join(ROOT, marker.slice('from: '.length)), 'utf8')).toContain(code);
  });

  test.each([...ofKind('refused: constructor'), ...ofKind('refused: synth')])('%s is refused in the words that follow it, and writes nothing', (_, snippet) => {
    let message = 'it was not refused';
    try {
      run(snippet);
    } catch (error) {
      message = String(error);
    }
    expectOutput(snippet, `${message}\n`);
    expect(readdirSync(outdir)).toEqual([]);
  });

  test.each(ofKind('refused: compile'))('%s does not compile, in the words that follow it', (_, snippet) => {
    const file = join(ROOT, 'test/docs/refused-snippet.ts');
    const options: ts.CompilerOptions = {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.Node16,
      moduleResolution: ts.ModuleResolutionKind.Node16,
      paths: { 'cdk8s-istio-mtls': [join(ROOT, 'src/index.ts')] },
      types: ['node'],
    };
    const host = ts.createCompilerHost(options);
    const readFile = host.readFile;
    host.readFile = (name) => (name === file ? complete(snippet) : readFile(name));
    host.fileExists = (name) => name === file || ts.sys.fileExists(name);
    const program = ts.createProgram([file], options, host);
    const errors = ts.getPreEmitDiagnostics(program, program.getSourceFile(file))
      .map(({ code, messageText }) => `error TS${code}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}\n`);
    expectOutput(snippet, errors.join(''));
  });
});
