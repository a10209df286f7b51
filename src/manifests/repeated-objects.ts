import { isDeepStrictEqual } from 'node:util';
import { asObject, JsonObject } from './json';
import { isOfCluster } from './kubernetes-object';
import { groupOf, kindOf, Manifest, nameOf, namespaceOf } from './manifest';

/** What the API server or a controller writes: two dumps of one object differ in it. */
const WRITTEN_BY_SERVERS = ['managedFields', 'resourceVersion', 'uid', 'generation', 'creationTimestamp', 'selfLink'];
const ANNOTATIONS_OF_SERVERS = ['kubectl.kubernetes.io/last-applied-configuration', 'deployment.kubernetes.io/revision'];

/** Names, and the first of each that was met, where it is known. */
type Names = Map<string, Manifest | undefined>;

/** Objects that are named again. They are few, so that the contents of the others need not be kept. */
export class RepeatedObjects {
  private readonly met = new NamesOfObjects();
  private readonly repeated = new NamesOfObjects();

  /** Whether an object of this name was met before. Settings of a tool may share their name. */
  public isRepeated(manifest: Manifest): boolean {
    const name = nameOf(manifest);
    if (name === '' || !isOfCluster(manifest.object)) return false;
    const names = this.met.like(manifest);
    if (!names.has(name)) {
      names.set(name, undefined);
      return false;
    }
    this.repeated.like(manifest).set(name, undefined);
    return true;
  }

  /** Whether `isRepeated` was ever true: then all objects are to be gone through again, with `differingFirst`. */
  public get found(): boolean {
    return this.repeated.isUsed;
  }

  /** The first object of the same name, where it says something else. */
  public differingFirst(manifest: Manifest): Manifest | undefined {
    const names = this.repeated.like(manifest);
    const name = nameOf(manifest);
    if (!names.has(name)) return undefined;
    const first = names.get(name);
    if (first === undefined) names.set(name, manifest);
    return first === undefined || isDeepStrictEqual(contentsOf(first), contentsOf(manifest)) ? undefined : first;
  }
}

/** By kind, API group and namespace. One key for the three would have to be made anew for each object, which costs more. */
class NamesOfObjects {
  private readonly kinds = new Map<string, Map<string, Map<string, Names>>>();

  public get isUsed(): boolean {
    return this.kinds.size > 0;
  }

  /** Names of the objects with kind, group and namespace of this one. */
  public like(manifest: Manifest): Names {
    const groups = getOrMake(this.kinds, kindOf(manifest), () => new Map<string, Map<string, Names>>());
    const namespaces = getOrMake(groups, groupOf(manifest), () => new Map<string, Names>());
    return getOrMake(namespaces, namespaceOf(manifest), () => new Map());
  }
}

function getOrMake<V>(map: Map<string, V>, key: string, make: () => V): V {
  let value = map.get(key);
  if (value === undefined) map.set(key, value = make());
  return value;
}

/** What people wrote. An object in two versions of its API is still one. */
function contentsOf({ object }: Manifest): unknown {
  const { status, apiVersion, metadata, ...contents } = object;
  const { annotations, ...ours } = without(asObject(metadata), WRITTEN_BY_SERVERS);
  return [contents, ours, without(asObject(annotations), ANNOTATIONS_OF_SERVERS)];
}

function without(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
