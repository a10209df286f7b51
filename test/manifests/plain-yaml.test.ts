import fc from 'fast-check';
import { dump, load, YAMLException } from 'js-yaml';
import { PlainYaml } from '../../src/manifests/plain-yaml';
import { TextPool } from '../../src/manifests/text-pool';
import { KUBERNETES_SCHEMA } from '../../src/manifests/yaml-schema';

const read = (text: string) => new PlainYaml(text, 1, new TextPool()).read(0);
const NOT_YAML = Symbol('not YAML');

function byJsYaml(text: string): unknown {
  try {
    return load(text, { schema: KUBERNETES_SCHEMA });
  } catch (error) {
    if (error instanceof YAMLException) return NOT_YAML;
    throw error;
  }
}

describe('plain YAML is read without js-yaml', () => {
  test.each<[string, unknown]>([
    ['a: b', { a: 'b' }],
    ['a: b c  # said\n\n  # more\nb: 1\n', { a: 'b c', b: 1 }],
    ['a:\nb:   \nc: ~\nd: # none\n', { a: null, b: null, c: null, d: null }],
    ['a:\n  b:\n    c: x\n  d: w\ne: z', { a: { b: { c: 'x' }, d: 'w' }, e: 'z' }],
    ['a:\n- b\n- c: 1\n  d: 2\n-\n- e', { a: ['b', { c: 1, d: 2 }, null, 'e'] }],
    ['a:\n  - b:\n    - c\n    d: x\n  -\n    e: w\n', { a: [{ b: ['c'], d: 'x' }, { e: 'w' }] }],
    ['- a: 1\n  b: 2\n- a: 3\n', [{ a: 1, b: 2 }, { a: 3 }]],
    ['a: "x: # y"\nb: \'say "no"\'\n"c.d/e": ""\n\'f\': x', { 'a': 'x: # y', 'b': 'say "no"', 'c.d/e': '', 'f': 'x' }],
    ['a: {}\nb: []\nc: [] # none', { a: {}, b: [], c: [] }],
    ['a: -x\nb: -1\nc: --y\nd: ---\ne: ./x\nf: $(x)\ng: a#b\nh: a:b\ni: http://x:80', { a: '-x', b: -1, c: '--y', d: '---', e: './x', f: '$(x)', g: 'a#b', h: 'a:b', i: 'http://x:80' }],
    ['yes: no\n017: 0x1F\n1.50: 1e3\nnull: null\n8080: 080', { true: false, 15: 31, 1.5: 1000, null: null, 8080: 80 }],
    ['a: 007\nb: 1_000\nc: 12345678901234567890\nd: 0\ne: 1:30\nf: 2027-01-01\ng: 1.2.3', { a: 7, b: 1000, c: 12345678901234567890, d: 0, e: '1:30', f: '2027-01-01', g: '1.2.3' }],
    ['a: |\n  x: y\n\n    # z\n\n\nb: |-\n\n\n x\n  \n y \n# c\nc:\n- |\n  x', { a: 'x: y\n\n  # z\n', b: '\n\nx\n \ny ', c: ['x\n'] }],
    ['a: "say \\"x\\"\\n\\u00e9\\\\"\nb: \'it\'\'s\\n\'\nc: \'\'\nd: \'\'\'\'', { a: 'say "x"\né\\', b: 'it\'s\\n', c: '', d: '\'' }],
    ['a: ["b", 1, "#", true, ["c"]] # d', { a: ['b', 1, '#', true, ['c']] }],
    ['a: ["b", 1, "#", true, ["c"], 1e3, null]', { a: ['b', 1, '#', true, ['c'], 1000, null] }],
    ['--- # first\n# more\na: b\n', { a: 'b' }],
    ['', undefined],
    ['---\n# nothing\n', undefined],
  ])('%j', (text, expected) => {
    expect(read(text)?.value).toEqual(expected);
    if (expected !== undefined) expect(byJsYaml(text)).toEqual(expected);
  });

  test('a document ends with the next', () => {
    const text = 'a: 1\n---\nb: 2\n--- # c\nc: 3';
    const reader = new PlainYaml(text, 10, new TextPool());
    expect([reader.read(0)!.value, reader.end, reader.line]).toEqual([{ a: 1 }, 5, 11]);
    expect([reader.read(5)!.value, reader.end, reader.line]).toEqual([{ b: 2 }, 14, 13]);
    expect([reader.read(14)!.value, reader.end, reader.line]).toEqual([{ c: 3 }, text.length, 14]);
  });

  test('the lines of items are known', () => {
    const document = read('# a List\nkind: List\nitems:\n- a: 1\n\n- a: 2\n  items:\n    # one\n  - x\n')!;
    const { items } = document.value as { items: { items?: unknown }[] };
    expect(document.line).toBe(2);
    expect(document.itemLines?.get(items)).toEqual([4, 6]);
    expect(document.itemLines?.get(items[1].items)).toEqual([9]);
  });
});

describe('all else is left to js-yaml', () => {
  test.each([
    'a: >-\n  x', 'a: |+\n  x', 'a: |2\n  x', 'a: | # x\n  y', 'a: |\nb: c', 'a: |', 'a: |\n   \n  x', 'a: |\n    x\n  y', 'a:\n  b: |\n  x', '- |\nx', 'a: &x b', 'a: *x', 'a: !!str b', 'a: [b]', 'a: {b: c}', '{}', '- - a', '? a', 'a: b: c', 'a: b:', 'a: @b', 'a: `b', 'a: %b', 'a: ? b', 'a: ,', 'a: - b',
    'a: "b\\x41"', 'a: "b\\\n  c"', 'a: ["b", c]', 'a: ["b", {"c": 1}]', 'a: ["b",]', 'a: ["b"', 'a: "b" c', 'a: "b"c', 'a: "b', 'a: "b\n  c"', 'a:\n  b', 'a: b\n  c', 'a: b\n\n\n c', '- a\n  b', '- a\n b: c', 'text', 'a', 'a:b', 'a : b', '"a" : b', '"a":b', ': a',
    'a: 1\na: 2', '__proto__: {}', '__proto__:\n  a: 1', 'constructor: x', 'toString: x', '<<: x', 'a: 1\n b: 2', ' a: 1\nb: 2', 'a:\n    b: 1\n  c: 2', 'a:\n- b\nc', 'a:\n  - b\n c: d', '- a\nb: c',
    '%YAML 1.2\n---\na: b', '...', 'a: b\n...', '--- a: b', '--- {a: b}', '---a: b\n-- c', '"a": 1\n\'a\': 2', 'a: {}#x', 'a: {} x', 'a: []]', 'a:\n#\n b', '- a:\n  - b\n - c',
    Array.from({ length: 70 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
  ])('%j', (text) => {
    expect(read(text)).toBeUndefined();
  });

  test.each(['a: \t1', '\ta: 1', 'a: 1\r\n', '\uFEFFa: 1', 'a: ä', 'a: \u0000', 'a: \u2028', 'a: \u007f', 'a: 1\r'])('%j, for its characters', (text) => {
    expect(PlainYaml.mayRead(text)).toBe(false);
  });

  test('and the line is where it was', () => {
    const reader = new PlainYaml('a: 1\nb: [2]\n', 5, new TextPool());
    expect(reader.read(0)).toBeUndefined();
    expect(reader.line).toBe(5);
  });
});

describe('whatever it reads, js-yaml reads the same', () => {
  const piece = fc.constantFrom('a', 'b:', 'c: ', 'd: x', '- ', '-', '  ', ' ', '\n', '\n  ', '\n- ', '---', '---\n', '# x', ' # y', '"q"', '\'q\'', '"', '\'', ':', ': ', '{}', '[]', '[', '{', '1', '017', '0', '-1', '.5', 'yes',
    'null', '~', '...', '%', '!', '&a', '*a', '|', '>', '?', '? ', ',', '<<', 'items:', 'a.b/c: ', '1: ', '"k": ', '__proto__: ', '@', '=', '$', '(', '\\', '|\n', '|-\n  ', '["', '"]', '\\"', '\'\'');

  test('for any text of its characters', () => {
    fc.assert(fc.property(fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join('')), (text) => {
      const reader = new PlainYaml(text, 1, new TextPool());
      const document = reader.read(0);
      if (document?.value === undefined || reader.end < text.length) return;
      expect(document.value).toEqual(byJsYaml(text));
    }), { numRuns: 3000 });
  });

  test('for any value that is dumped', () => {
    const key = fc.stringMatching(/^[a-z][\w./-]{0,8}$/);
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 4 }, fc.stringMatching(/^[ -~]{0,20}$/), fc.integer(), fc.double({ noNaN: true }), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 4 }), fc.dictionary(key, tie('value'), { maxKeys: 4 })),
    }));
    fc.assert(fc.property(fc.dictionary(key, value, { minKeys: 1, maxKeys: 4 }), fc.boolean(), (object, noIndent) => {
      const text = dump(object, { seqNoIndent: noIndent } as object);
      const document = read(text);
      if (document !== undefined) expect(document.value).toEqual(byJsYaml(text));
    }), { numRuns: 500 });
  });
});
