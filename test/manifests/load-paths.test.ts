import fs from 'node:fs';
import { join } from 'node:path';
import { LoadError } from '../../src/manifests/load-error';
import { loadPaths, readManifests } from '../../src/manifests/load-manifests';
import { nameOf } from '../../src/manifests/manifest';
import { problemsIn } from '../support/read-manifests';
import { tempFolder } from '../support/temp-folder';

const aService = (name: string, more = '') => `apiVersion: v1\nkind: Service\nmetadata:\n  name: ${name}\n${more}`;

/** Has standard input give these texts, and then end. An error is thrown in its turn. */
function standardInput(...chunks: (string | Error)[]): void {
  const actual = fs.readSync as (...args: unknown[]) => number;
  jest.spyOn(fs, 'readSync').mockImplementation(((handle: number, buffer: Buffer) => {
    if (handle !== 0) return actual(handle, buffer);
    const chunk = chunks.shift();
    if (chunk instanceof Error) throw chunk;
    return chunk === undefined ? 0 : buffer.write(chunk);
  }) as typeof fs.readSync);
}

afterEach(() => jest.restoreAllMocks());

describe('paths', () => {
  test('are read in the order in which they are given, each once', () => {
    const folder = tempFolder({ 'a.yaml': aService('a'), 'b.yaml': aService('b') });
    const [a, b] = [join(folder, 'a.yaml'), join(folder, 'b.yaml')];
    const { manifests, files } = loadPaths([b, a, b]);
    expect(manifests.map(({ source }) => source)).toEqual([b, a]);
    expect(files).toBe(2);
  });

  test('tell of each manifest where it is', () => {
    const folder = tempFolder({ 'k8s/a.yaml': `# first\n${aService('a')}---\n\n# second\n${aService('b')}` });
    expect(loadPaths([folder]).manifests.map(({ source, line }) => [source, line])).toEqual([
      [join(folder, 'k8s', 'a.yaml'), 2], [join(folder, 'k8s', 'a.yaml'), 9],
    ]);
  });

  test.each(['.git/a.yaml', '.github/workflows/ci.yml', 'node_modules/x/a.yaml', 'k8s/node_modules/a.yaml', '.gitlab-ci.yml'])('are read without %s', (hidden) => {
    const folder = tempFolder({ [hidden]: aService('hidden'), 'a.yaml': aService('a') });
    expect(loadPaths([folder]).manifests.map(nameOf)).toEqual(['a']);
  });

  test('are read wherever they are hidden, when they are given themselves', () => {
    const folder = tempFolder({ '.github/a.yaml': aService('a') });
    expect(loadPaths([join(folder, '.github')]).manifests.map(nameOf)).toEqual(['a']);
  });

  test('that are not there are problems, each of them', () => {
    const folder = tempFolder({ 'a.yaml': aService('a') });
    const problems = problemsIn(readManifests(['/nowhere/a', folder, '/nowhere/b']));
    expect(problems.map(({ file, line }) => [file, line])).toEqual([['/nowhere/a', undefined], ['/nowhere/b', undefined]]);
    expect(problems[0].message).toMatch(/^got "ENOENT.*"; allowed: files, folders and links/);
  });

  test('count what is no object: values, charts, overlays, settings', () => {
    const folder = tempFolder({
      'values.yaml': 'replicas: 2\n',
      'Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.0.0\n',
      'empty.yaml': '---\n---\n# nothing\n',
      'a.yaml': `${aService('a')}---\njust text\n---\nnull\n`,
      'package.json': '{"name": "web", "version": "1.0.0"}',
    });
    expect(loadPaths([folder])).toMatchObject({ skipped: 4, files: 5 });
  });
});

describe('standard input', () => {
  test('is read for a dash', () => {
    standardInput('apiVersion: v1\nkind: Ser', 'vice\nmetadata:\n  name: web\n');
    expect(loadPaths(['-']).manifests).toEqual([{ source: '-', line: 1, object: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'web' } } }]);
  });

  test('is waited for', () => {
    standardInput(Object.assign(new Error('nothing there yet'), { code: 'EAGAIN', syscall: 'read' }), aService('web'), Object.assign(new Error('it has ended'), { code: 'EOF', syscall: 'read' }));
    expect(loadPaths(['-']).manifests.map(nameOf)).toEqual(['web']);
  });

  test('that cannot be read is a problem', () => {
    standardInput(Object.assign(new Error('EIO: i/o error'), { code: 'EIO', syscall: 'read' }));
    expect(() => loadPaths(['-'])).toThrow(/^standard input: got "EIO: i\/o error"; allowed: /);
  });

  test('is named in problems', () => {
    standardInput('a: [');
    expect(() => loadPaths(['-'])).toThrow(/^standard input:1: got "/);
  });

  test('can be asked for its text, as files can', () => {
    standardInput('# as given\n', aService('web'));
    const folder = tempFolder({ 'a.yaml': aService('a') });
    const { textOf } = loadPaths(['-', folder]);
    expect(textOf('-')).toBe(`# as given\n${aService('web')}`);
    expect(textOf(join(folder, 'a.yaml'))).toBe(aService('a'));
    expect(textOf('other')).toBeUndefined();
  });
});

test('the text of a file that is gone is unknown', () => {
  const folder = tempFolder({ 'a.yaml': aService('a') });
  const { textOf } = loadPaths([folder]);
  fs.rmSync(join(folder, 'a.yaml'));
  expect(textOf(join(folder, 'a.yaml'))).toBeUndefined();
});

test('all problems are told, not the first, and the error names each file and line', () => {
  const folder = tempFolder({ 'a.yaml': `a: [\n---\n${aService('a')}---\nb: {\n`, 'b.yaml': 'kind: Service\nmetadata:\n  name: web\n' });
  const [a, b] = [join(folder, 'a.yaml'), join(folder, 'b.yaml')];
  const error = (() => {
    try { return loadPaths([folder]); } catch (thrown) { return thrown; }
  })();
  expect(error).toBeInstanceOf(LoadError);
  expect((error as LoadError).problems.map(({ file, line }) => [file, line])).toEqual([[a, 2], [a, 9], [b, 1]]);
  expect((error as LoadError).message.split('\n').map((line) => line.replace(/: got.*/, ''))).toEqual([`${a}:2`, `${a}:9`, `${b}:1`]);
});

test('manifests can be gone through again', () => {
  const reading = readManifests([tempFolder({ 'a.yaml': aService('a'), 'values.yaml': 'a: 1\n' })]);
  expect([...reading]).toEqual([...reading]);
  expect(reading).toMatchObject({ files: 2, skipped: 1 });
});
