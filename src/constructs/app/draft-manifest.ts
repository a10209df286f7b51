import type { Manifest } from '../../manifests/manifest';
import { readPeerAuthentication } from '../../manifests/read-peer-authentication';
import type { ResolvedMeshSettings } from '../../model/mesh-settings';
import { scopeOf } from '../../model/peer-authentication-facts';
import type { PolicyDraft } from '../../model/policy-draft';

/** A policy that a manifest holds; undefined where Istio ignores it. */
export function draftManifest(manifest: Manifest, origin: 'manifest' | 'foreign', settings: ResolvedMeshSettings): PolicyDraft | undefined {
  const { namespace, name, mode, ports, source, selector } = readPeerAuthentication(manifest);
  const scope = scopeOf({ namespace, selector }, settings.rootNamespace);
  if (scope === undefined) return undefined;
  return { origin, source, scope, namespace, name, mode, ports: new Map([...ports].map(([port, portMode]) => [port, { mode: portMode }])) };
}
