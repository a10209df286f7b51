import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { meshOf48Namespaces } from './mesh-of-48-namespaces';
import { runCli } from './run-cli';
import { readConfigFile } from '../../src/cli/input/config-file';
import { ROOT, Snippet, snippetsOf, updateOutput } from '../docs/snippets';
import { tempFolder } from '../support/temp-folder';

const PAGES = ['README.md', 'docs/concepts.md'];

/** What `kubectl get` prints on the cluster of an example. */
const CLUSTERS: Record<string, () => string> = { '48 namespaces': meshOf48Namespaces };

// `<!-- cli: IN -->` before a console block: IN is the folder in which its command runs, or the cluster that kubectl asks.
const SNIPPETS = PAGES.flatMap(snippetsOf).filter(({ marker }) => marker.startsWith('cli: '));

async function outputOf({ marker, code }: Snippet): Promise<string> {
  const place = marker.slice('cli: '.length);
  const [, args] = /istio-mtls (.*)$/m.exec(code)!;
  const { stdout, stderr } = await runCli(args.split(' '), { cwd: join(ROOT, place), stdin: CLUSTERS[place]?.() });
  return stdout + stderr;
}

test.each(SNIPPETS.map((snippet) => [`${snippet.file}:${snippet.line}`, snippet] as const))('%s prints what follows it', async (_, snippet) => {
  const text = await outputOf(snippet);
  if (process.env.UPDATE_EXPECTED) updateOutput(snippet, text);
  else expect(text).toBe(snippet.output?.text);
});

test('README\'s config file is one', () => {
  const [, yaml] = /```yaml\n(settings:[^]*?)```/.exec(readFileSync(join(ROOT, 'README.md'), 'utf8'))!;
  expect(readConfigFile(undefined, { cwd: tempFolder({ 'istio-mtls.yaml': yaml }) })).toMatchObject({
    settings: { rootNamespace: 'istio-config' }, known: ['shop'], silences: [{ id: 'MTLS201', resource: 'DestinationRule shop/orders' }],
  });
});

test('README shows the first five minutes', () => {
  expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain('<!-- cli: 48 namespaces -->');
});
