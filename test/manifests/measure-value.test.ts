import { measureValue } from '../../src/manifests/measure-value';

const DAG = Array.from({ length: 60 }).reduce<unknown>((value) => [value, value], 'x');
const LOOP: unknown[] = [];
LOOP.push([LOOP]);

test.each<[string, unknown, number, number]>([
  ['a text', 'x', 1, 1], ['nothing', null, 1, 1], ['an empty map', {}, 1, 1], ['a map', { a: 1, b: [1, { c: 2 }] }, 6, 4],
  ['one value in many places', DAG, 2 ** 61 - 1, 61], ['a value that holds itself', LOOP, Infinity, Infinity],
])('%s has a size and levels', (_, value, values, levels) => {
  expect(measureValue(value, 100)).toEqual({ values, levels });
});

test('what is deeper than allowed has no size', () => {
  expect(measureValue([[[]]], 2).levels).toBe(Infinity);
});

test('a chain of shared values does not exhaust the stack', () => {
  const links: unknown[] = [[]];
  for (let i = 0; i < 100_000; i += 1) links.push([links[i]]);
  expect(measureValue(links, 100).levels).toBeGreaterThan(100);
  expect(measureValue([...links].reverse(), 100).levels).toBe(Infinity);
});
