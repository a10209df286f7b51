import type { MeshSnapshot } from '../../model/mesh-facts';
import { MtlsMode } from '../../model/mtls-mode';
import { byAge } from '../../model/object-facts';
import { PeerAuthenticationFacts, scopeOf } from '../../model/peer-authentication-facts';

/** What somebody wants to know the consequences of. */
export interface Assumption {
  readonly mode: MtlsMode;
  /** Empty: the whole mesh. */
  readonly namespaces: readonly string[];
}

/**
 * The mesh as it would be if namespaces, or all of it, had a mode. Policies of the mesh and of namespaces give way;
 * those of workloads stay, as they are the exceptions that somebody wanted.
 */
export function assumeMode(snapshot: MeshSnapshot, { mode, namespaces }: Assumption, rootNamespace: string): MeshSnapshot {
  const isWhole = namespaces.length === 0;
  const places = new Set(isWhole ? [rootNamespace] : namespaces);
  const kept: PeerAuthenticationFacts[] = [];
  const replaced = new Map<string, PeerAuthenticationFacts>();
  for (const policy of [...snapshot.peerAuthentications].sort(byAge)) {
    const scope = scopeOf(policy, rootNamespace);
    const givesWay = (scope?.kind === 'mesh' || scope?.kind === 'namespace') && (isWhole || places.has(policy.namespace));
    if (!givesWay) kept.push(policy);
    // The oldest is the one that counts: it keeps its name and place, so that reasons lead to what is to be changed.
    else if (places.has(policy.namespace) && !replaced.has(policy.namespace)) replaced.set(policy.namespace, policy);
  }
  const assumed = [...places].map((namespace): PeerAuthenticationFacts => ({
    namespace, name: 'default', source: `--assume ${mode}`, selector: {}, hasSelector: false, invalid: [], ...replaced.get(namespace), mode, ports: new Map(),
  }));
  return { ...snapshot, peerAuthentications: [...kept, ...assumed] };
}
