// The files of examples/refused: one mistake each, with its correction as a comment below it.
const { existsSync, readdirSync, readFileSync, writeFileSync } = require('node:fs');
const { join } = require('node:path');

const FOLDER = join(__dirname, '..', '..', 'examples', 'refused');
const EXTENSIONS = ['.ts', '.py', '.java'];
const EXPECTED = '.expected.txt';

/** All mistakes, in one language: `refused` is the file, `accepted` the file with the correction in place of the mistake. */
function readMistakes(extension) {
  return mistakeNames().map((name) => {
    const file = name + extension;
    return { name, file, ...parse(file, readFileSync(join(FOLDER, file), 'utf8')) };
  });
}

/** The names of all files, without extensions: a file that is missing in one language is found by whoever reads it. */
function mistakeNames() {
  const names = readdirSync(FOLDER).filter((file) => EXTENSIONS.some((extension) => file.endsWith(extension)));
  return [...new Set(names.map((file) => file.slice(0, file.lastIndexOf('.'))))].sort();
}

function parse(file, text) {
  const lines = text.split('\n');
  const marker = file.endsWith('.py') ? '# ' : '// ';
  const first = theOne(file, lines, `${marker}refused:`);
  const correction = theOne(file, lines, `${marker}instead:`);
  const accepted = lines.map((line, index) => {
    if (index < first) return line;
    if (index <= correction) return '';
    return line.trimStart().startsWith(marker) ? line.replace(marker, '') : line;
  });
  // The lines of the mistake, counted from 1: from below its marker to above the correction's.
  return { refused: text, accepted: accepted.join('\n'), firstLine: first + 2, lastLine: correction };
}

function theOne(file, lines, marker) {
  const found = lines.flatMap((line, index) => line.trim() === marker ? [index] : []);
  if (found.length !== 1) throw new Error(`${file}: got ${found.length} lines "${marker}"; allowed: one`);
  return found[0];
}

/** What is wrong with the messages that a compiler gave for a mistake: nothing, if they are the expected ones. */
function judge(mistake, messages) {
  if (messages.length === 0) return [`${mistake.file} compiles`];
  const elsewhere = messages.filter(({ line }) => line < mistake.firstLine || line > mistake.lastLine);
  if (elsewhere.length > 0) return [`${mistake.file} is refused for something else than its mistake`, ...render(mistake, elsewhere)];
  const got = render(mistake, messages);
  if (process.env.UPDATE_EXPECTED === '1') writeExpected(mistake, got);
  const expected = readExpected(mistake);
  return got.join('\n') === expected.join('\n') ? [] : ['expected:', ...expected, 'got:', ...got];
}

/** Messages by the file that they are about. */
function byFile(messages) {
  const files = new Map(messages.map(({ file }) => [file, []]));
  for (const message of messages) files.get(message.file).push(message);
  return files;
}

/** `file:line: message`, each further line of the message indented. */
function render({ file }, messages) {
  return [...messages].sort((a, b) => a.line - b.line)
    .flatMap(({ line, text }) => `${file}:${line}: ${text}`.trimEnd().split('\n').map((part, index) => index === 0 ? part : `  ${part.trim()}`));
}

/** The lines of a mistake's expected file that are about one language. */
function readExpected({ name, file }) {
  let ours = false;
  return readAllExpected(name).filter((line) => {
    if (!line.startsWith(' ')) ours = line.startsWith(`${file}:`);
    return ours;
  });
}

function writeExpected({ name, file }, lines) {
  const all = EXTENSIONS.flatMap((extension) => name + extension === file ? lines : readExpected({ name, file: name + extension }));
  writeFileSync(join(FOLDER, name + EXPECTED), `${all.join('\n')}\n`);
}

function readAllExpected(name) {
  const path = join(FOLDER, name + EXPECTED);
  return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : [];
}

module.exports = { EXTENSIONS, FOLDER, byFile, judge, mistakeNames, readExpected, readMistakes, render };
