// What goes wrong with the text of manifests: each function gives another text.

const VALUES = ['null', 'true', 'no', 'on', '1', '-1', '017', '0x1F', '1e999', '.nan', '-.inf', '1:30', '2027-01-01', '~', '""', '\'\'', '[]', '{}', '[1]', '[a, b]', '{a: b}',
  '[[]]', '"text"', '8080', '99999999999999999999', '- x', '? a', ': a', '|', '>-', '|2', '&a', '*a', '!!str 1', '!Ref a', '!!binary x', '@at', '`tick`', '%x', '# none',
  '{{ .Values.name }}', '"{{ .Values.name }}"', '__proto__', 'constructor', 'x: y', 'x:', ':x', 'a #b', 'a# b', '"a', '\'a', 'a\'b', '"a\\"b"', '"\\u0041\\x"', '<<'];
const KEYS = ['__proto__', 'constructor', 'prototype', 'toString', 'hasOwnProperty', '<<', 'yes', 'null', '017', '"a b"', '\'a\'', '? ', '- ', 'apiVersion', 'kind', 'metadata', 'name', 'items', 'spec', 'x'.repeat(2000)];
const LINES = ['---', '--- ', '---\t', '--- # next', '--- a: b', '--- {a: b}', '--- |', '--- >', '...', '... x', '%YAML 1.2', '%TAG ! tag:x,2002:', '%', '# comment', '   # comment', '\t', '   ', '- ', '-', '? x', ': y',
  '<<: *a', 'x: &a {b: 1}', 'y: *a', '&a', '!!map', '{', '}', '[', ']', '"', '\'', '|', '{}', '[]', '@', '&a *a', 'a: b: c', 'a:b', 'a : b', '- - a', '- a: b', '"a": b', '\'a\': b', '"a":b', '{"a": 1}', '{"a": 1,}', 'null'];
const CHARACTERS = ['\t', '\r', '\0', '\u0007', '\u007f', '\u0085', '\u00a0', '\u2028', '\ufeff', '\ufffd', '\ud800', 'ä', '😀', '\u202e', ' ', '\n', '"', '\'', '{', '}', '[', ']', ',', ':', '#', '&', '*', '!', '|', '>', '-', '?', '%', '@', '`', '\\'];

const lines = (text) => text.split('\n');
/** Of a huge line only the beginning is changed: patterns take long on it. */
const LONGEST_CHANGED = 500;
const withLine = (text, random, change) => {
  const all = lines(text);
  const at = random.below(all.length);
  const rest = all[at].slice(LONGEST_CHANGED);
  const changed = [change(all[at].slice(0, LONGEST_CHANGED), all)].flat();
  all.splice(at, 1, ...(rest === '' ? changed : [...changed.slice(0, -1), (changed.at(-1) ?? '') + rest]));
  return all.join('\n');
};
const indentOf = (line) => /^ */.exec(line)[0];

export const textMutations = {
  truncate: (text, random) => text.slice(0, random.below(text.length + 1)),
  drop: (text, random) => {
    const from = random.below(text.length + 1);
    return text.slice(0, from) + text.slice(from + random.below(40));
  },
  insertCharacter: (text, random) => {
    const at = random.below(text.length + 1);
    return text.slice(0, at) + random.pick(CHARACTERS).repeat(1 + random.below(3)) + text.slice(at);
  },
  repeatLine: (text, random) => withLine(text, random, (line) => [line, line]),
  dropLine: (text, random) => withLine(text, random, () => []),
  moveLine: (text, random) => withLine(text, random, (line, all) => [random.pick(all), line]),
  insertLine: (text, random) => withLine(text, random, (line) => [line, (random.chance(0.5) ? indentOf(line) : '') + random.pick(LINES)]),
  indent: (text, random) => withLine(text, random, (line) => ' '.repeat(1 + random.below(3)) + line),
  outdent: (text, random) => withLine(text, random, (line) => line.slice(1 + random.below(3))),
  tabIndent: (text, random) => withLine(text, random, (line) => line.replace(/^ +/, (spaces) => '\t'.repeat(1 + random.below(spaces.length)))),
  tabBehind: (text, random) => withLine(text, random, (line) => line.replace(/: ?/, random.pick([':\t', ': \t', '\t: ']))),
  value: (text, random) => withLine(text, random, (line) => line.replace(/((?:: |- ).*|:)$/, (rest) => `${rest.startsWith('-') ? '- ' : ': '}${random.pick(VALUES)}`)),
  key: (text, random) => withLine(text, random, (line) => line.replace(/[\w./-]+:/, () => `${random.pick(KEYS)}:`)),
  addKey: (text, random) => withLine(text, random, (line) => [`${indentOf(line)}${random.pick(KEYS)}: ${random.pick(VALUES)}`, line]),
  polluteMap: (text, random) => withLine(text, random, (line) => [`${indentOf(line)}__proto__: {polluted: true, toString: x}`, line]),
  polluteBlock: (text, random) => withLine(text, random, (line) => [`${indentOf(line)}__proto__:`, `${indentOf(line)}  polluted: true`, line]),
  quote: (text, random) => withLine(text, random, (line) => line.replace(/: (.*)$/, (_, value) => random.pick([`: "${value}"`, `: '${value}'`, `: "${value}" # said`, `: '${value}' x`]))),
  comment: (text, random) => withLine(text, random, (line) => random.pick([`${line} # said`, `${line}# said`, `${line}  #`, `# ${line}`])),
  continueLine: (text, random) => withLine(text, random, (line) => [line, '', `${indentOf(line)}${' '.repeat(random.below(6))}more`]),
  blockScalar: (text, random) => withLine(text, random, (line) => [line.replace(/:.*$/, `: ${random.pick(['|', '>', '|-', '>+', '|1'])}`), `${indentOf(line)}  --- text`, `${indentOf(line)}  a: b`, '']),
  anchor: (text, random) => {
    const anchored = withLine(text, random, (line) => line.replace(/(: |- )(?=\S)/, '$1&x '));
    return withLine(anchored, random, (line) => line.replace(/((?:: |- )).*$/, '$1*x'));
  },
  windowsLines: (text, random) => (random.chance(0.7) ? text.replaceAll('\n', '\r\n') : text.replace(/\n/g, () => random.pick(['\n', '\r\n', '\r']))),
  byteOrderMark: (text, random) => (random.chance(0.5) ? `\uFEFF${text}` : text.replace('---', '\uFEFF---')),
  trailingSpaces: (text, random) => text.replace(/$/gm, () => ' '.repeat(random.below(3))),
};
