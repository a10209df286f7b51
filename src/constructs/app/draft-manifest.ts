import type { PolicyBook } from '../../engine/policy-book';
import type { Manifest } from '../../manifests/manifest';
import { isPeerAuthentication } from '../../manifests/mesh-facts';
import { readPeerAuthentication } from '../../manifests/read-peer-authentication';
import type { ResolvedMeshSettings } from '../../model/mesh-settings';
import { scopeOf } from '../../model/peer-authentication-facts';
import { PolicyDraft, policyTitle } from '../../model/policy-draft';

/** A policy that a manifest holds; undefined where Istio ignores it. */
export function draftManifest(manifest: Manifest, origin: 'manifest' | 'foreign', settings: ResolvedMeshSettings): PolicyDraft | undefined {
  const { namespace, name, mode, ports, source, selector } = readPeerAuthentication(manifest);
  const scope = scopeOf({ namespace, selector }, settings.rootNamespace);
  if (scope === undefined) return undefined;
  return { origin, source, scope, namespace, name, mode, ports: new Map([...ports].map(([port, portMode]) => [port, { mode: portMode }])) };
}

/** Adds the policies of added manifests, but those that the book has: a dump of the cluster holds what the app emits too. */
export function draftAdded(added: readonly Manifest[], book: PolicyBook, settings: ResolvedMeshSettings): void {
  const manifests = added.filter(isPeerAuthentication);
  if (manifests.length === 0) return;
  const known = new Set(book.all().map(policyTitle));
  for (const manifest of manifests) {
    const draft = draftManifest(manifest, 'foreign', settings);
    if (draft === undefined || known.has(policyTitle(draft))) continue;
    known.add(policyTitle(draft));
    book.add(draft);
  }
}
