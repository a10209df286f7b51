import { cutList } from '../../src/manifests/cut-list';
import { nameOf } from '../../src/manifests/manifest';
import { problemsOf, readText } from '../support/read-manifests';

/** Long enough that a few of them are read in parts. */
const FILLER = `data:\n    text: |\n      - not an item\n    more: ${'x'.repeat(30_000)}\n`;
const NAMES = Array.from({ length: 12 }, (_, i) => `map-${i}`);

const anItem = (name: string, indent = '') => `- apiVersion: v1\n  kind: ConfigMap\n  ${FILLER.trimEnd()}\n  metadata:\n    name: ${name}\n`.replace(/^/gm, indent).trimEnd() + '\n';
const aList = (items: string, tail = 'kind: List\nmetadata:\n  resourceVersion: ""\n', head = 'apiVersion: v1\n') => `${head}items:\n${items}${tail}`;
const lineOf = (text: string, name: string) => text.slice(0, text.indexOf(`name: ${name}\n`)).split('\n').length - 7;

describe('a long List is read in parts', () => {
  test.each([
    ['as kubectl prints it', aList(NAMES.map((name) => anItem(name)).join(''))],
    ['with its items indented', aList(NAMES.map((name) => anItem(name, '  ')).join(''))],
    ['with its kind before the items', aList(NAMES.map((name) => anItem(name)).join(''), '', 'apiVersion: v1\nkind: List\n')],
    ['with comments between', `# a dump\n${aList(NAMES.map((name) => `# ${name}\n\n${anItem(name)}`).join(''))}# the end\n`],
    ['with other documents around it', `apiVersion: v1\nkind: Pod\nmetadata: {name: first}\n---\n${aList(NAMES.map((name) => anItem(name)).join(''))}---\napiVersion: v1\nkind: Pod\nmetadata: {name: last}\n`],
  ])('%s', (_, text) => {
    const bytes = Buffer.from(text);
    const chunks = Array.from({ length: Math.ceil(bytes.length / 65_536) }, (__, i) => bytes.subarray(i * 65_536, (i + 1) * 65_536));
    const manifests = readText(chunks).filter((manifest) => manifest.object.kind === 'ConfigMap');
    expect(manifests.map(nameOf)).toEqual(NAMES);
    expect(manifests.map(({ line }) => line)).toEqual(NAMES.map((name) => lineOf(text, name)));
    expect(manifests.map(({ object }) => (object.data as { text: string }).text)).toEqual(NAMES.map(() => '- not an item\n'));
  });

  test('of one type, whose items have none of their own', () => {
    const items = NAMES.map((name) => anItem(name).replace('apiVersion: v1\n  kind: ConfigMap\n  data', 'data')).join('');
    expect(readText(aList(items, 'kind: ConfigMapList\n')).map(({ object }) => [object.kind, object.apiVersion])).toEqual(NAMES.map(() => ['ConfigMap', 'v1']));
  });

  test('with Lists in it', () => {
    const nested = `- apiVersion: v1\n  kind: List\n  items:\n${anItem('inner', '  ')}${anItem('inner-2', '  ')}`;
    const text = aList(anItem('first') + nested + NAMES.map((name) => anItem(name)).join(''));
    const manifests = readText(text);
    expect(manifests.map(nameOf)).toEqual(['first', 'inner', 'inner-2', ...NAMES]);
    expect(manifests.map(({ line }) => line)).toEqual(manifests.map((manifest) => lineOf(text, nameOf(manifest))));
  });
});

describe('a long document that cannot be cut is read as a whole', () => {
  test.each([
    ['an alias of another item\'s anchor', aList(NAMES.map((name, i) => anItem(name).replace('data:', i === 0 ? 'labels: &l {a: b}\n  data:' : 'labels: *l\n  data:')).join(''))],
    ['a list behind the items', aList(NAMES.map((name) => anItem(name)).join(''), `other:\n- a\n- b\n${'kind: List\n'}`)],
    ['Windows line ends', aList(NAMES.map((name) => anItem(name)).join('')).replaceAll('\n', '\r\n')],
    ['a List in braces', `{apiVersion: v1, kind: List, items: [${NAMES.map((name) => `{apiVersion: v1, kind: ConfigMap, metadata: {name: ${name}}, x: ${'y'.repeat(20_000)}}`).join(', ')}]}`],
  ])('%s', (_, text) => {
    expect(readText(text).map(nameOf)).toEqual(NAMES);
  });

  test('an object that is no List, though it has items', () => {
    const text = aList(NAMES.map((name) => anItem(name)).join(''), 'kind: ConfigMapSet\nmetadata:\n  name: all\n', 'apiVersion: example.com/v1\n');
    expect(readText(text).map(nameOf)).toEqual(['all']);
  });

  test('a mistake in an item, which is told with its line', () => {
    const text = aList(NAMES.map((name) => anItem(name)).join('').replace('    name: map-9\n', '    name: map-9\n    name: again\n'));
    const line = text.split('\n').indexOf('    name: again') + 1;
    expect(problemsOf(text)).toMatchObject([{ line, message: expect.stringContaining('duplicated mapping key') }]);
    expect(problemsOf(text, { limits: { bytesPerParse: 200_000 } })).toMatchObject([{ line, message: expect.stringContaining('duplicated mapping key') }]);
  });

  test('bytes that are no UTF-8 in an item, which are told with their line', () => {
    const text = aList(NAMES.map((name) => anItem(name)).join('').replace('name: map-9', 'name: map-9\uFFFD'));
    const bytes = Buffer.from(Buffer.from(text).toString('latin1').replace('\u00ef\u00bf\u00bd', '\u00ff'), 'latin1');
    const line = text.split('\n').findIndex((words) => words.includes('map-9')) + 1;
    expect(problemsOf(bytes)).toMatchObject([{ line, message: expect.stringContaining('no UTF-8') }]);
    expect(problemsOf(bytes, { limits: { bytesPerParse: 200_000 } })).toMatchObject([{ line, message: expect.stringContaining('no UTF-8') }]);
  });

  test('a List that ends in the middle', () => {
    const text = aList(NAMES.map((name) => anItem(name)).join('')).slice(0, 300_000);
    expect(problemsOf(`${text}\n  "`)).toMatchObject([{ file: 'a.yaml', line: expect.any(Number) }]);
  });
});

test.each([
  ['items: []\nkind: List\n'], ['kind: List\nitems:\n'], ['kind: List\nitems:\nfoo: bar\n'], ['kind: List\nitems:\n  a: b\n'], ['kind: List\nitems: # two\n- a\n'], ['a: b\n'],
])('%j has no form that can be cut', (text) => {
  expect(cutList(Buffer.from(text))).toBeUndefined();
});
