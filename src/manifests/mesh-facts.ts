import { listAt, objectAt } from './json';
import { groupOf, kindOf, Manifest } from './manifest';
import { readDestinationRule } from './read-destination-rule';
import { readNamespace } from './read-namespace';
import { readPeerAuthentication } from './read-peer-authentication';
import { readService } from './read-service';
import { readWorkload } from './read-workload';
import type { MeshFacts } from '../model/mesh-facts';
import type { PeerAuthenticationFacts } from '../model/peer-authentication-facts';

export function isPeerAuthentication(manifest: Manifest): boolean {
  return kindOf(manifest) === 'PeerAuthentication' && groupOf(manifest) === 'security.istio.io';
}

export function isDestinationRule(manifest: Manifest): boolean {
  return kindOf(manifest) === 'DestinationRule' && groupOf(manifest) === 'networking.istio.io';
}

/** Reads out of manifests all that matters to mutual TLS, but the server policies. */
export function readMeshFacts(manifests: readonly Manifest[]): MeshFacts {
  const ofCoreKind = (kind: string) => manifests.filter((manifest) => kindOf(manifest) === kind && groupOf(manifest) === '');
  return {
    workloads: manifests.filter((manifest) => !hasOwner(manifest)).flatMap((manifest) => readWorkload(manifest) ?? []),
    services: ofCoreKind('Service').map(readService),
    namespaces: ofCoreKind('Namespace').map(readNamespace),
    destinationRules: manifests.filter(isDestinationRule).map(readDestinationRule),
  };
}

/** A cluster dump holds the ReplicaSets and Pods of a Deployment too: the workload is the owner. */
function hasOwner(manifest: Manifest): boolean {
  return listAt(manifest.object, 'metadata', 'ownerReferences').some((owner) => objectAt(owner).controller === true);
}

export function readPeerAuthentications(manifests: readonly Manifest[]): PeerAuthenticationFacts[] {
  return manifests.filter(isPeerAuthentication).map(readPeerAuthentication);
}
