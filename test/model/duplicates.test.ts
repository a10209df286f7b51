import { hasDuplicates } from '../../src/model/duplicates';

test.each<[string, string[], boolean]>([
  ['of no values', [], false],
  ['of values with keys of their own', ['a', 'b', 'ab'], false],
  ['of values of which two have one key', ['a', 'b', 'A'], true],
])('%s', (_, values, expected) => {
  expect(hasDuplicates(values, (value) => value.toLowerCase())).toBe(expected);
});
