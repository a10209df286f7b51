import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runCli } from './run-cli';

// A transcript is what one would see: the command, what it prints (stderr behind `! `), and its exit code.
const FOLDER = join(__dirname, 'transcripts');
const TRANSCRIPTS = readdirSync(FOLDER).filter((file) => file.endsWith('.txt')).map((file) => file.replace('.txt', ''));

/** The words of a command line; quotes keep some together. */
function wordsOf(command: string): string[] {
  return [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word);
}

test.each(TRANSCRIPTS)('%s', async (name) => {
  const file = join(FOLDER, `${name}.txt`);
  const expected = readFileSync(file, 'utf8');
  const [command] = expected.split('\n');
  expect(command).toMatch(/^\$ istio-mtls /);
  const [, , ...args] = wordsOf(command);
  const { code, stdout, stderr } = await runCli(args);
  const actual = `${command}\n${stdout}${stderr.replaceAll(/^(?=.)/gm, '! ')}exit ${code}\n`.replaceAll(__dirname, '');
  if (process.env.UPDATE_EXPECTED) writeFileSync(file, actual);
  else expect(actual).toBe(expected);
});
