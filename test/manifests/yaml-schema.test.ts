import fc from 'fast-check';
import { load } from 'js-yaml';
import { KUBERNETES_SCHEMA, resolvePlainScalar } from '../../src/manifests/yaml-schema';

const read = (text: string) => load(text, { schema: KUBERNETES_SCHEMA });

// Expected values: what sigs.k8s.io/yaml v1.4.0, the parser of kubectl, makes of them.
describe('an integer is read as kubectl reads it', () => {
  test.each<[string, number]>([
    ['0', 0], ['17', 17], ['+5', 5], ['-5', -5],
    ['017', 15], ['-017', -15], ['00', 0], ['0o17', 15], ['0O17', 15], ['+0o7', 7],
    ['0x1F', 31], ['0X1f', 31], ['+0x10', 16], ['-0x10', -16],
    ['0b101', 5], ['0B11', 3], ['-0b101', -5],
    ['1_000', 1000], ['1__0', 10], ['1_', 1], ['-_1', -1], ['0_7', 7], ['0x_1f', 31], ['0b1_0', 2], ['0o1_7', 15],
    ['08', 8], ['1e3', 1000], ['1.', 1],
  ])('%s', (text, expected) => {
    expect(read(`value: ${text}`)).toEqual({ value: expected });
  });
});

describe('a text stays one', () => {
  test.each([
    '1:30', '1:30.5', '190:20:30', '10:00:00', '2027-01-01', '2027-01-01T10:00:00Z', '_1', '+', '0x', '0b', '0o8', '0b2', '0xg', '1.2.3', '10.0.0.1', '0x1.8p1', '1-2',
    'yess', 'onn', 'nope', 'TRue',
  ])('%s', (text) => {
    expect(read(`value: ${text}`)).toEqual({ value: text });
  });

  test.each(['017', 'yes', 'null', '1'])('%s in quotes', (text) => {
    expect(read(`value: "${text}"`)).toEqual({ value: text });
  });
});

describe('a boolean is one of YAML 1.1', () => {
  test.each(['true', 'True', 'TRUE', 'yes', 'Yes', 'YES', 'y', 'Y', 'on', 'On', 'ON'])('%s is true', (text) => {
    expect(read(`value: ${text}`)).toEqual({ value: true });
  });

  test.each(['false', 'False', 'FALSE', 'no', 'No', 'NO', 'n', 'N', 'off', 'Off', 'OFF'])('%s is false', (text) => {
    expect(read(`value: ${text}`)).toEqual({ value: false });
  });
});

test.each(['null', 'Null', '~', ''])('%j is null', (text) => {
  expect(read(`value: ${text}`)).toEqual({ value: null });
});

test.each([['8080', '8080'], ['017', '15'], ['yes', 'true'], ['1:30', '1:30'], ['2027-01-01', '2027-01-01']])('the key %s becomes the text %s', (key, expected) => {
  expect(read(`${key}: x`)).toEqual({ [expected]: 'x' });
});

test('a merge key takes over what is not set', () => {
  expect(read('base: &base {a: 1, b: 2}\nvalue: {<<: *base, b: 3}')).toMatchObject({ value: { a: 1, b: 3 } });
});

describe('a scalar by itself is what it is in a document', () => {
  const scalar = fc.oneof(fc.stringMatching(/^[-+]?[0-9._xobeE]{1,8}$/), fc.stringMatching(/^[a-zA-Z~.<]{1,5}$/), fc.constantFrom('.inf', '-.INF', '.nan', 'null', '1e999', '<<', 'yes', 'No', '~'));

  test('for any', () => {
    fc.assert(fc.property(scalar.filter((text) => !/^[-.]*$/.test(text)), (text) => {
      expect(resolvePlainScalar(text)).toEqual((read(`value: ${text}`) as { value: unknown }).value);
    }));
  });

  test('for none', () => {
    expect(resolvePlainScalar('')).toBeNull();
  });
});
