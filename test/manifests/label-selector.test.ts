import type { JsonObject } from '../../src/manifests/json';
import { LabelledObjects, matchesSelector } from '../../src/manifests/label-selector';
import { ANY_JSON } from '../support/a-manifest';

const web = { app: 'web', tier: 'front' };
const expression = (key: string, operator: string, ...values: string[]) => ({ matchExpressions: [{ key, operator, values }] });

test.each<[JsonObject, boolean]>([
  [{}, true],
  [{ matchLabels: { app: 'web' } }, true],
  [{ matchLabels: { app: 'web', tier: 'back' } }, false],
  [expression('app', 'In', 'api', 'web'), true],
  [expression('app', 'In', 'api'), false],
  [expression('none', 'In', 'api'), false],
  [expression('app', 'NotIn', 'api'), true],
  [expression('app', 'NotIn', 'web'), false],
  [expression('none', 'NotIn', 'web'), true],
  [expression('app', 'Exists'), true],
  [expression('none', 'Exists'), false],
  [expression('app', 'DoesNotExist'), false],
  [expression('none', 'DoesNotExist'), true],
  [expression('app', 'Like', 'web'), false],
  [{ matchLabels: { app: 'web' }, ...expression('tier', 'In', 'back') }, false],
])('%j selects app=web,tier=front: %s', (selector, expected) => {
  expect(matchesSelector(selector, web)).toBe(expected);
});

describe('objects are found', () => {
  const objects = [
    { namespace: 'shop', name: 'one', labels: web }, { namespace: 'shop', name: 'two', labels: { app: 'api', tier: 'front' } }, { namespace: 'bank', name: 'three', labels: web },
  ];
  const index = new LabelledObjects(objects, ({ labels }) => labels);
  const select = (selector: JsonObject, namespaces?: string[]) => index.select(selector, namespaces).map(({ name }) => name);

  test.each<[JsonObject, string[] | undefined, string[]]>([
    [{ matchLabels: { app: 'web' } }, ['shop'], ['one']],
    [{ matchLabels: { app: 'web' } }, ['shop', 'bank', 'none'], ['one', 'three']],
    [{ matchLabels: { app: 'web' } }, undefined, ['one', 'three']],
    [{ matchLabels: { app: 'none' } }, ['shop'], []],
    [{ matchLabels: { tier: 'front', app: 'api' } }, ['shop'], ['two']],
    [{}, ['shop'], ['one', 'two']],
    [{}, [], []],
    [expression('app', 'In', 'api'), undefined, ['two']],
  ])('by %j in %j: %j', (selector, namespaces, expected) => {
    expect(select(selector, namespaces)).toEqual(expected);
  });
});

test('whatever a selector holds, asking it does not throw', () => {
  for (const value of ANY_JSON) {
    for (const selector of [{ matchLabels: value, matchExpressions: value }, { matchExpressions: [value, { key: value, operator: value, values: value }, { key: 'app', operator: 'In', values: [value] }] }]) {
      expect(() => matchesSelector(selector, web)).not.toThrow();
    }
  }
});
