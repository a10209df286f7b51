import { generateMesh } from './generate/generate-mesh';
import type { GeneratedMesh, KubernetesObject } from './generated-mesh';
import { at, ofKind } from './mesh-look';
import { shrink } from './shrink';

const IDENTITY = { apiVersion: 'v1', kind: 'Test' };
const EMPTY: GeneratedMesh = { id: 'seed 1', objects: [], meshConfig: {}, ambient: false };
const anObject = (name: string, spec = {}): KubernetesObject => ({ ...IDENTITY, metadata: { name, namespace: 'a', labels: { app: name } }, spec });
const aMesh = (objects: KubernetesObject[], rest: Partial<GeneratedMesh> = {}): GeneratedMesh => ({ ...EMPTY, objects, ...rest });
const holds = (predicate: (mesh: GeneratedMesh) => boolean) => async (mesh: GeneratedMesh) => Promise.resolve(predicate(mesh));

test('objects that have nothing to do with it go', async () => {
  const mesh = aMesh(['a', 'b', 'c', 'd', 'e', 'f', 'g'].map((name) => anObject(name)));
  const names = ({ objects }: GeneratedMesh) => objects.map(({ metadata }) => metadata.name);
  const smallest = await shrink(mesh, holds((one) => names(one).includes('b') && names(one).includes('f')));
  expect(names(smallest)).toEqual(['b', 'f']);
});

test('Namespaces stay for as long as they hold something', async () => {
  const aNamespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels: { 'istio-injection': 'enabled' } } });
  const mesh = aMesh([aNamespace('a'), aNamespace('b'), anObject('x')]);
  const { objects } = await shrink(mesh, holds((one) => one.objects.some(({ metadata }) => metadata.name === 'x')));
  expect(objects.map(({ metadata }) => metadata.name)).toEqual(['a', 'x']);
});

test('fields and list items go, at any depth; what every object of the kind must have stays', async () => {
  const mesh = aMesh([anObject('a', { ports: [{ number: 1, name: 'x' }, { number: 2, name: 'y' }, { number: 3 }], other: { deep: { deeper: true } } })]);
  const smallest = await shrink(mesh, holds(({ objects }) => JSON.stringify(objects).includes('"number":2')));
  expect(smallest.objects).toEqual([{ ...IDENTITY, metadata: { name: 'a', namespace: 'a' }, spec: { ports: [{ number: 2, name: 'y' }] } }]);
});

test('settings of the mesh go', async () => {
  const mesh = aMesh([anObject('a')], { meshConfig: { enableAutoMtls: false, rootNamespace: 'b' }, ambient: true });
  const smallest = await shrink(mesh, holds(({ meshConfig }) => meshConfig.rootNamespace === 'b'));
  expect(smallest).toMatchObject({ objects: [], meshConfig: { rootNamespace: 'b' }, ambient: false });
  expect(smallest.meshConfig).not.toHaveProperty('enableAutoMtls');
});

test('the id stays, so that the seed can be run again', async () => {
  expect((await shrink(generateMesh(3), holds(() => true))).id).toBe('seed 3');
});

test('a mesh that fails for nothing shrinks to nothing', async () => {
  expect(await shrink(generateMesh(3), holds(() => true))).toEqual({ ...EMPTY, id: 'seed 3' });
});

test('what is left still fails, and nothing more can be left out of it', async () => {
  const strict = (mesh: GeneratedMesh) => ofKind(mesh, 'PeerAuthentication').some((one) => at(one, 'spec', 'mtls', 'mode') === 'STRICT');
  const mesh = Array.from({ length: 50 }, (_, seed) => generateMesh(seed)).find(strict);
  const { objects } = await shrink(mesh as GeneratedMesh, holds(strict));
  expect(objects.filter(({ kind }) => kind !== 'Namespace').map(({ spec }) => spec)).toEqual([{ mtls: { mode: 'STRICT' } }]);
});

test('patience bounds how often is asked', async () => {
  let asked = 0;
  await shrink(generateMesh(3), holds(() => (asked += 1) > 0 && asked % 2 === 0), 10);
  expect(asked).toBeLessThanOrEqual(10);
});
