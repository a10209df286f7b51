import { addToGroup, groupBy } from '../../src/model/group-by';

test('groups values by key, in the order in which they come', () => {
  const groups = groupBy(['web', 'api', 'worker', 'auth'], (name) => name[0]);
  expect([...groups]).toEqual([['w', ['web', 'worker']], ['a', ['api', 'auth']]]);
});

test('gives no group for no value', () => {
  expect([...groupBy([], String)]).toEqual([]);
});

test('adds a value to a group that is there, or begins one', () => {
  const groups = new Map([['w', ['web']]]);
  addToGroup(groups, 'w', 'worker');
  addToGroup(groups, 'a', 'api');
  expect([...groups]).toEqual([['w', ['web', 'worker']], ['a', ['api']]]);
});
