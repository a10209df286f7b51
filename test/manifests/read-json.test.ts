import { nameOf } from '../../src/manifests/manifest';
import { problemsOf, readText } from '../support/read-manifests';

const aService = (name: string, more: object = {}) => ({ apiVersion: 'v1', kind: 'Service', metadata: { name }, ...more });
const namesAndLines = (text: string) => readText(text).map((manifest) => `${nameOf(manifest)}:${manifest.line}`);

describe('JSON', () => {
  const [web, api] = [JSON.stringify(aService('web')), JSON.stringify(aService('api'))];

  test.each([
    ['of one object', web, ['web:1']],
    ['of objects on a line each', `${web}\n${api}\n`, ['web:1', 'api:2']],
    ['of objects without anything between', `${web}${api}`, ['web:1', 'api:1']],
    ['of objects that are indented', `\n${JSON.stringify(aService('web'), null, 2)}\n\n${JSON.stringify(aService('api'), null, '\t')}\n`, ['web:2', 'api:10']],
    ['of documents', `${web}\n---\n${api}\n--- \n`, ['web:1', 'api:3']],
    ['and then YAML', `${web}\n---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: pod\n`, ['web:1', 'pod:3']],
    ['with a byte order mark', `\uFEFF${web}`, ['web:1']],
    ['that is YAML in braces', '{apiVersion: v1, kind: Pod, metadata: {name: \'a}\'}}\n---\n{apiVersion: v1, kind: Pod, metadata: {name: b,},}', ['a}:1', 'b:3']],
    ['with brackets and quotes in texts', JSON.stringify(aService('web', { 'a': '}]"\\', 'b"': '\\"', 'c': ['[', '{'] })), ['web:1']],
    ['of a List', JSON.stringify({ kind: 'List', items: [aService('web'), aService('api')] }), ['web:1', 'api:1']],
    ['of a List, indented', JSON.stringify({ apiVersion: 'v1', items: [aService('web'), aService('api')], kind: 'List' }, null, 2), ['web:4', 'api:11']],
    ['of an empty List', '{"kind": "List", "items": []}', []],
    ['of a List of one type', JSON.stringify({ apiVersion: 'v1', kind: 'ServiceList', items: [{ metadata: { name: 'web' } }] }), ['web:1']],
    ['of a List in a List', JSON.stringify({ kind: 'List', items: [{ kind: 'List', items: [aService('web')] }, null, 1] }, null, 2), ['web:4']],
    ['of an object with items that is no List', JSON.stringify(aService('web', { items: [aService('api')] })), ['web:1']],
  ])('%s', (_, text, expected) => {
    expect(namesAndLines(text)).toEqual(expected);
  });

  test('keeps a key named __proto__ as one like others', () => {
    const [{ object }] = readText('{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}, "__proto__": {"polluted": true}}');
    expect(Object.keys(object)).toContain('__proto__');
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  test.each([
    ['a key twice', '{\n"a": 1,\n"b": {"c": 1,\n"c": 2}}', 4, 'duplicated mapping key'],
    ['a key twice, written in two ways', '{"a": 1,\n"\\u0061": 2}', 2, 'duplicated mapping key'],
    ['a key twice in a List', '{"kind": "List", "items": [\n{"a": 1},\n{"a": 1,\n"a": 1}]}', 4, 'duplicated mapping key'],
    ['a key twice of a List', '{"kind": "List", "items": [],\n"kind": "List"}', 2, 'duplicated mapping key'],
    ['no end', '{"a": 1,\n"b": [', 2, 'unexpected end'],
    ['a mistake in an item', '{"kind": "List", "items": [\n{"a": 1},\n{"a": }},\n{"b": "}]}', 3, 'missed comma'],
    ['more behind it', '{"a": 1} {"a": 1},\n{"a": 1}', 1, 'expected'],
  ])('with %s is a problem of its line', (_, text, line, message) => {
    expect(problemsOf(text)).toMatchObject([{ file: 'a.yaml', line, message: expect.stringContaining(message) }]);
  });

  test('that is long and has no end is not parsed by js-yaml', () => {
    expect(problemsOf(`{"a": [${'1, '.repeat(100)}`, { limits: { bytesPerParse: 100 } })).toEqual([{
      file: 'a.yaml', line: 1, message: 'got JSON that does not end, has a mistake, or more than 100 levels; allowed: JSON as kubectl get -o json prints it; write the file again',
    }]);
  });
});
