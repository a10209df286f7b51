// What goes wrong with the structure of manifests, and forms that they come in.
import { loadAll } from 'js-yaml';

const WRONG = [null, true, false, 0, -1, 1.5, 1e300, '', 'text', '80', [], [null], [[]], ['x'], [{}], {}, { a: null }, { '': {} }, 'x'.repeat(100)];

const SERVICE = { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } };

const objectsOf = (text) => {
  // What aliases stand for may have no end.
  if (text.includes('&')) return [structuredClone(SERVICE)];
  try {
    return loadAll(text).filter((value) => typeof value === 'object' && value !== null);
  } catch {
    return [structuredClone(SERVICE)];
  }
};
const indented = (text, by) => text.replace(/\n(?=.)/g, `\n${' '.repeat(by)}`);

/** Puts a wrong type somewhere into an object. */
function spoil(object, random) {
  let here = object;
  for (let depth = random.below(8); depth > 0; depth -= 1) {
    const next = random.pick(Object.values(here).filter((value) => typeof value === 'object' && value !== null && Object.keys(value).length > 0));
    if (next === undefined) break;
    here = next;
  }
  const key = random.pick(Object.keys(here));
  if (key !== undefined) here[key] = structuredClone(random.pick(WRONG));
}

export const structureMutations = {
  wrongTypes: (text, random) => {
    const objects = objectsOf(text);
    for (const object of objects) for (let i = random.below(4); i > 0; i -= 1) spoil(object, random);
    return objects.map((object) => JSON.stringify(object, null, random.pick([undefined, 1, 2, '\t']))).join(random.pick(['\n', '', '\n---\n', ' ', ',']));
  },
  jsonList: (text, random) => {
    const list = { kind: random.pick(['List', 'PodList', 'x']), items: [...objectsOf(text), ...(random.chance(0.3) ? [{ kind: 'List', items: objectsOf(text) }] : [])], apiVersion: 'v1' };
    if (random.chance(0.3)) spoil(list, random);
    return JSON.stringify(list, null, random.pick([undefined, 2, '\t'])).repeat(random.chance(0.1) ? 2 : 1);
  },
  yamlList: (text, random) => {
    const indent = random.pick(['', '  ']);
    const items = text.split(/^---.*$/m).filter((document) => /^apiVersion/m.test(document)).map((document) => `${indent}- ${indented(document.trim(), indent.length + 2)}\n`);
    // Long enough to be read in parts, now and then.
    const times = random.chance(0.03) ? Math.ceil(140_000 / (items.join('').length + 1)) : 1;
    return `apiVersion: v1\nitems:\n${items.join('').repeat(times)}kind: ${random.pick(['List', 'List', 'PodList', 'x'])}\nmetadata:\n  resourceVersion: ""\n`;
  },
  aliasBomb: (text, random) => {
    const width = 2 + random.below(9);
    const levels = random.pick([3, 8, 30, 200]);
    const bomb = Array.from({ length: levels }, (_, i) => `  a${i + 1}: &a${i + 1} [${Array(width).fill(`*a${i}`).join(', ')}]`);
    return `${text}\n---\napiVersion: v1\nkind: List\nitems:\n  a0: &a0 [x]\n${bomb.join('\n')}\n`;
  },
  aliasLoop: (text) => `${text}\n---\napiVersion: v1\nkind: List\nmetadata: &m {name: x, more: *m}\nitems: &i [{kind: List, items: *i}]\n`,
  deep: (text, random) => {
    const levels = random.pick([20, 60, 99, 100, 101, 1000, 20_000]);
    const nested = random.pick([
      () => `x: ${'['.repeat(levels)}${random.chance(0.5) ? ']'.repeat(levels) : ''}`,
      () => `x: ${'{a: '.repeat(levels)}`,
      () => Array.from({ length: Math.min(levels, 1000) }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
      () => `${'- '.repeat(levels)}a`,
      () => `{"x": ${'['.repeat(levels)}${']'.repeat(levels)}}`,
      () => `${'? '.repeat(levels)}a`,
      () => Array.from({ length: Math.min(levels, 1000) }, (_, i) => `${' '.repeat(i)}&a${i}`).join('\n'),
    ]);
    return `${text}\n---\n${nested()}\n`;
  },
  hugeScalar: (text, random) => text.replace(/: \S.*$/m, () => `: ${random.pick(['x', '"', '\'', 'x ', '{', '1', '# ', ': ', '\\', '-'])}`.padEnd(random.pick([1000, 30_000, 300_000]), random.pick(['x', 'x ', '"', '\'\'', '\\"', '1', '[', '&a ', '!', '*a ']))),
  hugeKey: (text) => text.replace(/^\w+:/m, (key) => 'k'.repeat(100_000) + key),
  manyKeys: (text) => `${text}\n---\n${Array.from({ length: 3000 }, (_, i) => `k${i % 2999}: ${i}`).join('\n')}\n`,
  mergeKeys: (text) => `${text}\n---\na: &a {x: 1, y: {z: 1}}\nb: {<<: *a, y: 2}\nc:\n  <<: [*a, *a]\n  kind: x\n`,
  join: (text, random, other) => `${text}${random.pick(['', '\n', '\n---\n', '\n...\n'])}${other}`,
  splice: (text, random, other) => text.slice(0, random.below(text.length)) + other.slice(random.below(other.length)),
};
