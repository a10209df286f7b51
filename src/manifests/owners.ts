import { asList, asObject, asText } from './json';
import { kindOf, Manifest, nameOf } from './manifest';
import { isWorkloadKind } from './pod-template';

/** An object that owns pods: one of the manifests, or one of which only what it owns is among them. */
export interface Owner {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Undefined where the object is not among the manifests. */
  readonly manifest?: Manifest;
}

interface KnownOwner extends Owner {
  manifest?: Manifest;
  /** The owner of this one, and so on; undefined as long as nobody asked. */
  top?: KnownOwner;
}

/** Which kinds make objects of a kind under their own name and a suffix, should the object itself be missing. */
const MAKERS: ReadonlyMap<string, readonly string[]> = new Map([
  ['Job', ['CronJob']],
  ['ReplicaSet', ['Deployment', 'Rollout']],
  ['ReplicationController', ['DeploymentConfig']],
]);
/** Kinds that stand for nothing where another object controls them: their owner is the workload, whatever its kind. */
const ALWAYS_OWNED = new Set(['Pod', 'ReplicaSet', 'ReplicationController']);
/** Kinds whose pods have nothing in common: static pods of a Node, and what a driver's Pod starts. */
const OWNERS_OF_UNLIKE = new Set(['Node', 'Pod']);

/** Finds the top owner of what a cluster dump holds: the Deployment of a ReplicaSet's Pods. An operator's own kind is none. */
export class Owners {
  // By kind, namespace and name. One key for the three would have to be made anew for every Pod, which costs more than looking up.
  private readonly known = new Map<string, Map<string, Map<string, KnownOwner>>>();

  public constructor(manifests: readonly Manifest[], private readonly defaultNamespace: string) {
    // Most inputs are from a repo, where nothing is owned.
    if (!manifests.some((manifest) => controllerOf(manifest) !== undefined)) return;
    for (const manifest of manifests) {
      const kind = kindOf(manifest);
      if (kind !== 'Pod') this.get(kind, this.namespaceOf(manifest), nameOf(manifest)).manifest = manifest;
    }
  }

  /** The workload that an object belongs to; undefined where it is one itself. */
  public topOwnerOf(manifest: Manifest): Owner | undefined {
    const controller = controllerOf(manifest);
    if (controller === undefined) return undefined;
    const owner = this.get(controller.kind, this.namespaceOf(manifest), controller.name);
    if (!isOwned(kindOf(manifest), owner)) return undefined;
    const top = this.topOf(owner);
    // Of objects that own each other, one stands for all.
    return top.manifest === manifest ? undefined : top;
  }

  private topOf(owner: KnownOwner): KnownOwner {
    if (owner.top !== undefined) return owner.top;
    // Known before it is found: objects that own each other have an end too.
    owner.top = owner;
    const above = owner.manifest === undefined ? this.makerOf(owner) : this.topOwnerOf(owner.manifest);
    if (above !== undefined) owner.top = above;
    return owner.top;
  }

  /** The Deployment of a ReplicaSet that was not dumped, by its name without the hash. */
  private makerOf({ kind, namespace, name }: Owner): Owner | undefined {
    const maker = name.slice(0, name.lastIndexOf('-'));
    for (const makerKind of MAKERS.get(kind) ?? []) {
      const found = this.known.get(makerKind)?.get(namespace)?.get(maker);
      if (found?.manifest !== undefined) return this.topOf(found);
    }
    return undefined;
  }

  private get(kind: string, namespace: string, name: string): KnownOwner {
    let ofKind = this.known.get(kind);
    if (ofKind === undefined) this.known.set(kind, ofKind = new Map());
    let inNamespace = ofKind.get(namespace);
    if (inNamespace === undefined) ofKind.set(namespace, inNamespace = new Map());
    let owner = inNamespace.get(name);
    if (owner === undefined) inNamespace.set(name, owner = { kind, namespace, name, manifest: undefined, top: undefined });
    return owner;
  }

  private namespaceOf({ object }: Manifest): string {
    return asText(asObject(object.metadata).namespace) || this.defaultNamespace;
  }
}

function isOwned(kind: string, owner: Owner): boolean {
  if (OWNERS_OF_UNLIKE.has(owner.kind)) return false;
  return owner.manifest !== undefined || ALWAYS_OWNED.has(kind) || isWorkloadKind(owner.kind);
}

function controllerOf({ object }: Manifest): { readonly kind: string; readonly name: string } | undefined {
  const references = asObject(object.metadata).ownerReferences;
  if (references === undefined) return undefined;
  for (const reference of asList(references)) {
    const { controller, kind, name } = asObject(reference);
    if (controller === true) return typeof kind === 'string' && typeof name === 'string' ? { kind, name } : undefined;
  }
  return undefined;
}
