// Usage: node test/refused/java.mjs
// Asks javac to refuse every mistake of examples/refused against the built jar, and to accept every correction. A
// builder's missing call is nothing that javac can see: those mistakes are run instead, and have to throw.
// UPDATE_EXPECTED=1 writes what javac says into the expected files.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, delimiter, join } from 'node:path';
import { MANIFEST, builtPackage } from '../package/built.mjs';
import { attempt, must, runSuite, unlessSucceeded } from '../package/run.mjs';
import { byFile, judge, readMistakes, render } from './mistakes.cjs';

const THROWN_BY_BUILDER = ['workload-policy-without-workload', 'port-exception-without-reason', 'workload-exception-without-reason'];
const RUNNER = join(import.meta.dirname, 'TryMistakes.java');

await runSuite('refused-java', (folder, report) => {
  const java = javaTools(folder);
  const all = readMistakes('.java');
  const thrown = all.filter(({ name }) => THROWN_BY_BUILDER.includes(name));
  const refused = all.filter(({ name }) => !THROWN_BY_BUILDER.includes(name));

  const messages = java.compile('refused', refused.map(({ file, refused: text }) => [file, text]));
  for (const mistake of refused) report(`javac refuses ${mistake.name}`, judge(mistake, messages.get(mistake.file) ?? []));

  report('javac cannot see what a builder was not told', [...java.compile('thrown', thrown.map(({ file, refused: text }) => [file, text]))].flatMap(([file, said]) => render({ file }, said)));
  const throws = java.run('thrown', thrown.map(className));
  for (const mistake of thrown) {
    const said = throws.messages.filter((message) => message.className === className(mistake) && message.text !== '');
    report(`the builder throws for ${mistake.name}`, judge(mistake, said.map(({ line, text }) => ({ line, text: `thrown at run time: ${text}` }))));
  }

  const wrong = java.compile('accepted', all.map(({ file, accepted }) => [file, accepted]));
  const runs = java.run('accepted', all.map(className));
  for (const mistake of all) {
    const said = runs.messages.filter((message) => message.className === className(mistake));
    report(`javac accepts the correction of ${mistake.name}, and it runs`, [
      ...render(mistake, wrong.get(mistake.file) ?? []),
      ...said.length === 0 ? ['it did not run'] : said.map(({ text }) => text).filter(Boolean),
    ]);
  }
  report('the corrections run to their end', unlessSucceeded(runs));
});

/** javac and java with the built jar and what it depends on. */
function javaTools(folder) {
  const jar = builtPackage('java', `-${MANIFEST.version}.jar`);
  const pom = join(folder, 'pom.xml');
  copyFileSync(jar.replace(/\.jar$/, '.pom'), pom);
  must('mvn', ['--quiet', '--batch-mode', '--file', pom, 'dependency:build-classpath', `-Dmdep.outputFile=${join(folder, 'classpath')}`]);
  const libraries = [jar, readFileSync(join(folder, 'classpath'), 'utf8').trim()].join(delimiter);
  return { compile: (set, texts) => compile(join(folder, set), texts, libraries), run: (set, classNames) => run(join(folder, set), classNames, libraries) };
}

/** What javac says of each file, in one run for all. */
function compile(folder, texts, libraries) {
  mkdirSync(folder);
  for (const [file, text] of texts) writeFileSync(join(folder, file), text);
  copyFileSync(RUNNER, join(folder, basename(RUNNER)));
  const files = [...texts.map(([file]) => file), basename(RUNNER)];
  const { status, stderr } = attempt('javac', ['-J-Duser.language=en', '-proc:none', '-nowarn', '-Xmaxerrs', '1000', '-d', 'classes', '-cp', libraries, ...files], { cwd: folder });
  const messages = readJavac(stderr, new Map(texts));
  if (status !== 0 && messages.length === 0) throw new Error(`javac: exit code ${status}\n${stderr}`);
  return byFile(messages);
}

/** The messages of javac, without the line of code and the caret that it shows with each. */
function readJavac(output, texts) {
  return output.split(/^(?=\S+\.java:\d+: )/m).flatMap((part) => {
    const [, file, line, text] = /^(\S+\.java):(\d+): ([^]*)$/.exec(part) ?? [];
    if (file === undefined) return [];
    const code = (texts.get(file) ?? '').split('\n')[Number(line) - 1];
    const [first, ...more] = text.split('\n');
    const details = more.filter((detail) => detail.startsWith(' ') && detail !== code && !/^ *\^$/.test(detail));
    return [{ file, line: Number(line), text: [first, ...details].join('\n') }];
  });
}

/** What each class throws when its code runs; an empty text is nothing. */
function run(folder, classNames, libraries) {
  const { stdout, ...rest } = attempt('java', ['-cp', [join(folder, 'classes'), libraries].join(delimiter), 'TryMistakes', ...classNames], { cwd: folder });
  const messages = stdout.split('\n').filter(Boolean).map((row) => row.split('\t')).map(([name, line, text]) => ({ className: name, line: Number(line), text }));
  return { ...rest, stdout, messages };
}

/** `selector-on-mesh-policy` -> `SelectorOnMeshPolicy`. */
function className({ name }) {
  return name.split('-').map((word) => word[0].toUpperCase() + word.slice(1)).join('');
}
