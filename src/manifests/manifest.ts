import { JsonObject, listAt, isJsonObject, textAt } from './json';

/** A Kubernetes object as text has it, and where it was found. */
export interface Manifest {
  /** A construct path, or a file. */
  readonly source: string;
  readonly object: JsonObject;
}

export function kindOf(manifest: Manifest): string {
  return textAt(manifest.object, 'kind') ?? '';
}

export function nameOf(manifest: Manifest): string {
  return textAt(manifest.object, 'metadata', 'name') ?? '';
}

/** Empty where the manifest leaves it to whoever applies it. */
export function namespaceOf(manifest: Manifest): string {
  return textAt(manifest.object, 'metadata', 'namespace') ?? '';
}

/** The API group, without the version: empty for Kubernetes's core. */
export function groupOf(manifest: Manifest): string {
  const [group, version] = (textAt(manifest.object, 'apiVersion') ?? '').split('/');
  return version === undefined ? '' : group;
}

/** A `List` (what `kubectl get -o yaml` prints) stands for its items. */
export function flattenLists(manifest: Manifest): Manifest[] {
  if (!kindOf(manifest).endsWith('List') || !Array.isArray(manifest.object.items)) return [manifest];
  return listAt(manifest.object, 'items').filter(isJsonObject).flatMap((object) => flattenLists({ source: manifest.source, object }));
}
