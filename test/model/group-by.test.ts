import { groupBy } from '../../src/model/group-by';

test('groups values by key, in the order in which they come', () => {
  const groups = groupBy(['web', 'api', 'worker', 'auth'], (name) => name[0]);
  expect([...groups]).toEqual([['w', ['web', 'worker']], ['a', ['api', 'auth']]]);
});

test('gives no group for no value', () => {
  expect([...groupBy([], String)]).toEqual([]);
});
