import type { Manifest } from '../../manifests/manifest';
import { readSilences, ReadSilences, resourceOf } from '../../manifests/read-silences';
import type { Silence } from '../../model/silence';

/** What objects say of findings of their own, and whether an object is among the manifests at all. */
export interface MeshSilences extends ReadSilences {
  isThere(resource: string): boolean;
}

/** Asked once, so that the manifests themselves need not be kept. */
export function meshSilences(manifests: readonly Manifest[], configured: readonly Silence[]): MeshSilences {
  const read = readSilences(manifests);
  const named = new Set(configured.map(({ resource }) => resource));
  const there = new Set(read.silences.map(({ resource }) => resource));
  if (named.size > 0) for (const manifest of manifests) if (named.has(resourceOf(manifest))) there.add(resourceOf(manifest));
  return { ...read, isThere: (resource) => there.has(resource) };
}
