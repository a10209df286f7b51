import { didYouMean } from '../../src/cli/near-names';
import { nearNames } from '../../src/model/near-names';

describe('names that are near', () => {
  test.each([
    ['shpo', ['shop', 'bank', 'shipping'], ['shop']],
    ['order.shop', ['orders.shop', 'bank.shop', 'web.shop'], ['orders.shop']],
    ['kube', ['kube-system', 'shop'], ['kube-system']],
    ['production-eu', ['production-us', 'production-eu-1', 'staging'], ['production-eu-1', 'production-us']],
    ['quite-another', ['shop', 'bank'], []],
  ])('%s among %j are %j', (name, candidates, near) => {
    expect(nearNames(name, candidates)).toEqual(near);
  });

  test('are three at most, the nearest first', () => {
    expect(nearNames('team-1', ['team-2', 'team-3', 'team-4', 'team-11'])).toEqual(['team-11', 'team-2', 'team-3']);
  });
});

describe('a name that is like none', () => {
  test('is answered with some of those there are', () => {
    expect(didYouMean('x', ['d', 'c', 'b', 'a', 'shop'].map((name) => `namespace-${name}-of-the-mesh`))).toMatch(/^there are namespace-a-of-the-mesh, .* and 2 more$/);
  });

  test('is told that there is none at all', () => {
    expect(didYouMean('shop', [])).toBe('there is none in the input');
  });
});
