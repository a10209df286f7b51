// Usage: node test/refused/python.mjs
// Asks mypy to refuse every mistake of examples/refused against the built wheel, and to accept every correction.
// UPDATE_EXPECTED=1 writes what mypy says into the expected files.
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { installWheel } from '../package/python.mjs';
import { attempt, runSuite, unlessSucceeded } from '../package/run.mjs';
import { byFile, judge, readMistakes, render } from './mistakes.cjs';

const MYPY = 'mypy==1.18.2';

// Runs each file in one interpreter, as each interpreter starts a node of its own.
const RUN_ALL = `
import runpy, sys, traceback
for file in sys.argv[1:]:
    try:
        runpy.run_path(file)
    except Exception as error:
        print(file, type(error).__name__, str(error).replace("\\n", " "), sep=": ")
`;

await runSuite('refused-python', (folder, report) => {
  const bin = installWheel(folder, MYPY);
  const mistakes = readMistakes('.py');
  const check = (version) => {
    const cwd = join(folder, version);
    mkdirSync(cwd);
    for (const mistake of mistakes) writeFileSync(join(cwd, mistake.file), mistake[version]);
    const files = mistakes.map(({ file }) => file);
    const { status, stdout, stderr } = attempt(join(bin, 'mypy'), ['--strict', '--no-error-summary', '--hide-error-context', '--cache-dir', join(folder, 'cache'), ...files], { cwd });
    if (status > 1) throw new Error(`mypy: exit code ${status}\n${stdout}\n${stderr}`);
    return messagesByFile(stdout);
  };

  const refused = check('refused');
  for (const mistake of mistakes) report(`mypy refuses ${mistake.name}`, judge(mistake, refused.get(mistake.file) ?? []));

  const accepted = check('accepted');
  const { stdout: thrown, ...run } = attempt(join(bin, 'python'), ['-c', RUN_ALL, ...mistakes.map(({ file }) => file)], { cwd: join(folder, 'accepted') });
  for (const { name, file } of mistakes) {
    report(`mypy accepts the correction of ${name}, and it runs`, [...render({ file }, accepted.get(file) ?? []), ...thrown.split('\n').filter((line) => line.startsWith(`${file}:`))]);
  }
  report('the corrections run to their end', unlessSucceeded({ ...run, stdout: thrown }));
});

/** The errors of mypy; its notes are about where in the package something is defined. */
function messagesByFile(output) {
  return byFile([...output.matchAll(/^([^\s:]+\.py):(\d+): (error: .*)$/gm)].map(([, file, line, text]) => ({ file, line: Number(line), text })));
}
