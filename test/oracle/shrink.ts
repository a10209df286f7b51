import type { GeneratedMesh, KubernetesObject } from './generated-mesh';

/** Whether what is wrong with a mesh is wrong with this smaller one too. */
export type StillFails = (mesh: GeneratedMesh) => Promise<boolean>;

/** Fields without which an object is none, another one, or one that the API server refuses. Items of lists may go whole. */
const KEPT = new Set(['apiVersion', 'kind', 'metadata', 'name', 'namespace', 'host', 'hosts', 'address', 'port', 'number', 'containerPort']);

/**
 * A smaller mesh that still fails: objects, then fields and list items are left out, one after the other, for as long
 * as the predicate holds. Greedy, so not the smallest; `patience` bounds how often the predicate is asked.
 */
export async function shrink(mesh: GeneratedMesh, stillFails: StillFails, patience = 3000): Promise<GeneratedMesh> {
  let smallest = mesh;
  let left = patience;
  const tryEach = async (candidates: (of: GeneratedMesh) => Iterable<GeneratedMesh>) => {
    // After a success, what follows has moved up to where the dropped part was: what came before it failed already.
    let tried = 0;
    for (let improved = true; improved;) {
      improved = false;
      let index = 0;
      for (const candidate of candidates(smallest)) {
        if (index++ < tried) continue;
        if (left-- <= 0) return;
        if (await stillFails(candidate)) {
          smallest = candidate;
          improved = true;
          break;
        }
        tried = index;
      }
    }
  };
  for (let size = -1; size !== sizeOf(smallest) && left > 0;) {
    size = sizeOf(smallest);
    await tryEach(withoutObjects);
    await tryEach(withoutSettings);
    await tryEach(withoutParts);
  }
  return smallest;
}

function sizeOf({ objects, meshConfig, ambient }: GeneratedMesh): number {
  return JSON.stringify({ objects, meshConfig, ambient }).length;
}

/** Large pieces first: most of a mesh has nothing to do with what is wrong. */
function* withoutObjects(mesh: GeneratedMesh): Iterable<GeneratedMesh> {
  const { objects } = mesh;
  for (let length = Math.ceil(objects.length / 2); length >= 1; length = Math.floor(length / 2)) {
    for (let start = 0; start < objects.length; start += length) {
      const rest = [...objects.slice(0, start), ...objects.slice(start + length)];
      // A Namespace that is missing is unknown to us, and one without labels to the oracle.
      const needed = objects.slice(start, start + length).filter((object) => isNamespaceOf(rest, object));
      if (rest.length + needed.length < objects.length) yield { ...mesh, objects: [...needed, ...rest] };
    }
  }
}

function isNamespaceOf(objects: readonly KubernetesObject[], { kind, metadata: { name } }: KubernetesObject): boolean {
  return kind === 'Namespace' && objects.some(({ metadata }) => metadata.namespace === name);
}

function* withoutSettings(mesh: GeneratedMesh): Iterable<GeneratedMesh> {
  for (const key of Object.keys(mesh.meshConfig)) yield { ...mesh, meshConfig: without(mesh.meshConfig, key) };
  if (mesh.ambient) yield { ...mesh, ambient: false };
}

function* withoutParts(mesh: GeneratedMesh): Iterable<GeneratedMesh> {
  for (const [index, object] of mesh.objects.entries()) {
    for (const smaller of smallerValues(object)) {
      yield { ...mesh, objects: replaced(mesh.objects, index, smaller as KubernetesObject) };
    }
  }
}

/** The value with one field or item less, at any depth, outer ones first. */
function* smallerValues(value: unknown): Iterable<unknown> {
  if (Array.isArray(value)) {
    for (const index of value.keys()) yield [...value.slice(0, index), ...value.slice(index + 1)];
    for (const [index, item] of value.entries()) {
      for (const smaller of smallerValues(item)) yield replaced(value, index, smaller);
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) {
      if (!KEPT.has(key)) yield without(value, key);
    }
    for (const [key, part] of Object.entries(value)) {
      for (const smaller of smallerValues(part)) yield { ...value, [key]: smaller };
    }
  }
}

function replaced<T>(list: readonly T[], index: number, item: T): T[] {
  return list.map((old, i) => (i === index ? item : old));
}

function without<T extends object>(value: T, key: string): T {
  return Object.fromEntries(Object.entries(value).filter(([name]) => name !== key)) as T;
}
