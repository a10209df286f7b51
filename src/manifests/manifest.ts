import { asObject, asText, isJsonObject, JsonObject } from './json';
import { isList, typedItem } from './kubernetes-list';

/** A Kubernetes object as text has it, and where it was found. */
export interface Manifest {
  /** A construct path, or a file. */
  readonly source: string;
  /** The line of the file on which the object begins, from 1; undefined for what no file holds. */
  readonly line?: number;
  readonly object: JsonObject;
}

export function kindOf({ object }: Manifest): string {
  return asText(object.kind) ?? '';
}

export function nameOf({ object }: Manifest): string {
  return asText(asObject(object.metadata).name) ?? '';
}

/** Empty where the manifest leaves it to whoever applies it. */
export function namespaceOf({ object }: Manifest): string {
  return asText(asObject(object.metadata).namespace) ?? '';
}

/** The API group, without the version: empty for Kubernetes's core. */
export function groupOf({ object }: Manifest): string {
  const apiVersion = asText(object.apiVersion) ?? '';
  return apiVersion.slice(0, Math.max(0, apiVersion.indexOf('/')));
}

/** A `List` (what `kubectl get -o yaml` prints) stands for its items. */
export function flattenLists(manifest: Manifest): Manifest[] {
  const { object: list } = manifest;
  if (!isList(list)) return [manifest];
  return list.items.map((item) => typedItem(list, item)).filter(isJsonObject).flatMap((object) => flattenLists({ ...manifest, object }));
}
