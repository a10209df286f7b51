import { groupOf, kindOf, Manifest, nameOf, namespaceOf } from './manifest';

/** A dump of the cluster holds what an app emits too, as it was: what the app says now is what counts. */
export function notEmitted(added: readonly Manifest[], emitted: readonly Manifest[]): readonly Manifest[] {
  if (added.length === 0) return added;
  const identities = new Set(emitted.map(identityOf));
  return added.filter((manifest) => !identities.has(identityOf(manifest)));
}

function identityOf(manifest: Manifest): string {
  return [groupOf(manifest), kindOf(manifest), namespaceOf(manifest), nameOf(manifest)].join(' ');
}
