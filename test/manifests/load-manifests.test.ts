import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { loadManifests } from '../../src/manifests/load-manifests';
import { kindOf, nameOf } from '../../src/manifests/manifest';
import { tempFolder } from '../support/temp-folder';

const aService = (name: string) => `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n`;

/** What a file of this text holds, by kind and name. */
function load(text: string, file = 'file.yaml'): string[] {
  return loadManifests(join(tempFolder({ [file]: text }), file)).map((manifest) => `${kindOf(manifest)} ${nameOf(manifest)}`);
}

function valueOf(text: string): unknown {
  const [manifest] = loadManifests(join(tempFolder({ 'file.yaml': `apiVersion: v1\nkind: Test\n${text}` }), 'file.yaml'));
  return manifest.object.value;
}

describe('a file', () => {
  test.each([
    ['of one document', aService('web'), ['Service web']],
    ['of several documents, empty ones among them', `---\n${aService('web')}---\n---\n# none\n---\n${aService('api')}`, ['Service web', 'Service api']],
    ['of JSON', '{"apiVersion": "v1", "kind": "Service", "metadata": {"name": "web"}}', ['Service web']],
    ['of JSON indented by tabs', '{\n\t"apiVersion": "v1",\n\t"kind": "Service",\n\t"metadata": {\n\t\t"name": "web"\n\t}\n}\n', ['Service web']],
    ['of a List', `apiVersion: v1\nkind: List\nitems:\n- ${aService('web').replaceAll('\n', '\n  ')}\n- {apiVersion: v1, kind: Pod, metadata: {name: api}}`, ['Service web', 'Pod api']],
    ['with Windows line ends', aService('web').replaceAll('\n', '\r\n'), ['Service web']],
    ['with a byte order mark', `\uFEFF${aService('web')}`, ['Service web']],
    ['that is empty', '', []],
    ['of comments alone', '# nothing here\n', []],
  ])('%s is read', (_, text, expected) => {
    expect(load(text)).toEqual(expected);
  });

  test.each([
    ['values of a Helm chart', 'replicas: 2\nimage: {tag: "1"}\n'],
    ['the head of a Helm chart', 'apiVersion: v2\nname: web\nversion: 1.0.0\n'],
    ['a Compose file', 'services: {web: {image: web}}\n'],
    ['a list', '- a\n- b\n'],
    ['a text', 'just text\n'],
    ['a null', 'null\n'],
    ['a kind that is no text', 'apiVersion: v1\nkind: 1\n'],
  ])('that is no manifest is skipped: %s', (_, text) => {
    expect(load(`${text}---\n${aService('web')}`)).toEqual(['Service web']);
  });

  test('is read whatever its name, where it is named itself', () => {
    expect(load(aService('web'), 'manifest.txt')).toEqual(['Service web']);
  });

  test('is the source of its manifests', () => {
    const file = join(tempFolder({ 'a.yaml': aService('web') }), 'a.yaml');
    expect(loadManifests(file).map(({ source }) => source)).toEqual([file]);
  });
});

describe('values are read as kubectl reads them', () => {
  test.each<[string, unknown]>([
    ['value: yes', true], ['value: off', false], ['value: 0o17', 15], ['value: 017', 15], ['value: 1:30', '1:30'],
    ['value: 2027-01-01', '2027-01-01'], ['value: 2027-01-01T10:00:00Z', '2027-01-01T10:00:00Z'], ['value: {8080: x}', { 8080: 'x' }],
    ['value: &a {b: 1}\nother: *a', { b: 1 }],
  ])('%s', (text, expected) => {
    expect(valueOf(text)).toEqual(expected);
  });

  test('a key named __proto__ is a key like others', () => {
    const value = valueOf('value: {__proto__: {polluted: true}, a: 1}') as object;
    expect(Object.keys(value)).toEqual(['__proto__', 'a']);
    expect((value as { polluted?: boolean }).polluted).toBeUndefined();
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});

describe('a folder', () => {
  const namesIn = (folder: string) => loadManifests(folder).map(nameOf);

  test('is read with the folders below it, by name', () => {
    const folder = tempFolder({ 'b.yaml': aService('b'), 'a/z.yml': aService('a-z'), 'a/a.json': '{"apiVersion":"v1","kind":"Service","metadata":{"name":"a-a"}}', 'c/d/e.yaml': aService('c-d-e') });
    expect(namesIn(folder)).toEqual(['a-a', 'a-z', 'b', 'c-d-e']);
  });

  test.each(['README.md', 'a.yaml.bak', 'notes.txt', 'yaml', 'a.jsonl'])('is read without %s', (name) => {
    expect(namesIn(tempFolder({ [name]: '{ no yaml', 'a.yaml': aService('a') }))).toEqual(['a']);
  });

  test('may be empty', () => {
    expect(namesIn(tempFolder())).toEqual([]);
  });

  test('is read with the files that it links to', () => {
    const elsewhere = tempFolder({ 'web.yaml': aService('web') });
    const folder = tempFolder();
    symlinkSync(join(elsewhere, 'web.yaml'), join(folder, 'link.yaml'));
    expect(namesIn(folder)).toEqual(['web']);
  });

  test('is read without the folders that it links to, itself among them', () => {
    const folder = tempFolder({ 'web.yaml': aService('web') });
    symlinkSync(folder, join(folder, 'loop.yaml'));
    symlinkSync(folder, join(folder, 'loop'));
    expect(namesIn(folder)).toEqual(['web']);
  });

  test('may be a link itself', () => {
    const folder = tempFolder();
    symlinkSync(tempFolder({ 'web.yaml': aService('web') }), join(folder, 'link'));
    expect(namesIn(join(folder, 'link'))).toEqual(['web']);
  });
});

describe('what cannot be read is an error that names it', () => {
  test('a path that is not there', () => {
    expect(() => loadManifests('/nowhere/manifests')).toThrow(/'\/nowhere\/manifests'/);
  });

  test('a link to nothing', () => {
    const folder = tempFolder();
    symlinkSync('/nowhere/web.yaml', join(folder, 'link.yaml'));
    expect(() => loadManifests(folder)).toThrow(`${join(folder, 'link.yaml')}: got "ENOENT`);
    expect(() => loadManifests(folder)).toThrow(/allowed: files, folders and links to files that are there/);
  });

  test('a link to itself', () => {
    const folder = tempFolder();
    symlinkSync('loop.yaml', join(folder, 'loop.yaml'));
    expect(() => loadManifests(folder)).toThrow(join(folder, 'loop.yaml'));
  });

  test.each([
    ['a bracket that is not closed', 'a: [1', 1],
    ['a key twice', 'a: 1\nb: 2\na: 3\n', 3],
    ['a tab that indents', 'a:\n\tb: 1\n', 2],
    ['an alias of nothing', 'a: *nothing\n', 1],
    ['a tag that Kubernetes does not know', 'apiVersion: v1\nkind: !Ref b\n', 2],
    ['a second document that is none', `${aService('web')}---\na: b: c\n`, 6],
    ['a zero byte', 'a: 1\nb: \0\n', 2],
  ])('%s, with file and line', (_, text, line) => {
    const file = join(tempFolder({ 'broken.yaml': text }), 'broken.yaml');
    expect(() => loadManifests(file)).toThrow(`${file}:${line}: got "`);
  });

  test('a template of Helm, with what to do', () => {
    const file = join(tempFolder({ 'broken.yaml': 'kind: Service\nmetadata:\n  name: {{ .Values.name }}\n' }), 'broken.yaml');
    expect(() => loadManifests(file)).toThrow(new RegExp(
      '^.*broken.yaml:1: got ".*complex keys" at column \\d+; allowed: Kubernetes objects as YAML or JSON; '
      + 'the file has {{: render the chart first: helm template$'));
  });
});

describe('aliases', () => {
  const base = 'apiVersion: v1\nkind: List\n';

  test('are many where each is small', () => {
    expect(load(`${aService('web')}labels: &labels {app: web}\nuses: [${Array(5000).fill('*labels').join(', ')}]\n`)).toEqual(['Service web']);
  });

  test('that stand for billions of values are refused', () => {
    const lines = Array.from({ length: 12 }, (_, i) => `  a${i + 1}: &a${i + 1} {kind: List, items: [${Array(9).fill(`*a${i}`).join(', ')}]}`);
    expect(() => load(`${base}bomb:\n  a0: &a0 {kind: List, items: []}\n${lines.join('\n')}\nitems: [*a12]\n`)).toThrow(/file\.yaml:1: got aliases \(\*\) that stand for too many values; allowed: 1000000 values and 100 levels; write the values out/);
  });

  test('that hold themselves are refused', () => {
    expect(() => load(`${base}items: &loop [{kind: List, items: *loop}]\n`)).toThrow(/file\.yaml:1: got aliases \(\*\) that stand for too many values; allowed: 1000000 values and 100 levels; write the values out/);
  });
});
