import { isJsonObject, listAt, objectAt, textAt, textsAt } from '../../src/manifests/json';
import { ANY_JSON } from '../support/a-manifest';

const PATHS = [[], ['a'], ['a', 'b'], ['__proto__'], ['constructor', 'name'], ['toString']];
const POISONED = JSON.parse('{"__proto__": {"name": "poisoned"}, "labels": {"__proto__": "x", "app": "web"}}');

test.each([
  [{}, true], [{ a: 1 }, true], [null, false], [undefined, false], [[], false], ['text', false], [1, false],
])('%j is an object: %s', (value, expected) => {
  expect(isJsonObject(value)).toBe(expected);
});

describe('objectAt', () => {
  test('follows the path', () => {
    expect(objectAt({ a: { b: { c: 1 } } }, 'a', 'b')).toEqual({ c: 1 });
  });

  test('without a path is the value itself', () => {
    expect(objectAt({ a: 1 })).toEqual({ a: 1 });
  });

  test.each([[['x']], [['a', 'x']], [['list']], [['list', '0']], [['text']], [['nothing']]])('is empty where there is no object at %j', (path) => {
    expect(objectAt({ a: {}, list: [{ b: 1 }], text: 'a', nothing: null }, ...path)).toEqual({});
  });

  test('sees no member that every object has', () => {
    expect(objectAt({}, '__proto__', 'constructor')).toEqual({});
    expect(objectAt({}, 'constructor')).toEqual({});
  });
});

describe('listAt', () => {
  test('follows the path', () => {
    expect(listAt({ spec: { ports: [1, 2] } }, 'spec', 'ports')).toEqual([1, 2]);
  });

  test.each([[['spec']], [['spec', 'none']], [['none', 'ports']], [['text']]])('is empty where there is no list at %j', (path) => {
    expect(listAt({ spec: { ports: [1] }, text: 'abc' }, ...path)).toEqual([]);
  });
});

describe('textAt', () => {
  test('follows the path', () => {
    expect(textAt({ metadata: { name: 'web' } }, 'metadata', 'name')).toBe('web');
  });

  test('tells an empty text from none', () => {
    expect(textAt({ name: '' }, 'name')).toBe('');
    expect(textAt({}, 'name')).toBeUndefined();
  });

  test.each([1, true, null, ['web'], { a: 'web' }])('is undefined for %j', (name) => {
    expect(textAt({ name }, 'name')).toBeUndefined();
  });
});

describe('textsAt', () => {
  test('leaves out what is no text', () => {
    expect(textsAt({ labels: { app: 'web', version: 1, canary: true, empty: '', none: null, list: [] } }, 'labels')).toEqual({ app: 'web', empty: '' });
  });

  test('keeps a label named __proto__ a label', () => {
    const labels = textsAt(POISONED, 'labels');
    expect(Object.entries(labels)).toEqual([['__proto__', 'x'], ['app', 'web']]);
    expect(Object.getPrototypeOf(labels)).toBe(Object.prototype);
  });
});

test('a key named __proto__ lends its members to nobody', () => {
  expect(textAt(POISONED, 'name')).toBeUndefined();
  expect(textAt({}, 'name')).toBeUndefined();
});

test('no accessor throws, whatever the value and the path', () => {
  for (const value of ANY_JSON) {
    for (const path of PATHS) {
      expect(isJsonObject(objectAt(value, ...path))).toBe(true);
      expect(Array.isArray(listAt(value, ...path))).toBe(true);
      expect(['string', 'undefined']).toContain(typeof textAt(value, ...path));
      expect(Object.values(textsAt(value, ...path)).every((text) => typeof text === 'string')).toBe(true);
    }
  }
});
