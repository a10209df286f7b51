import { groupOf, kindOf, Manifest } from './manifest';
import { readDestinationRule } from './read-destination-rule';
import { readNamespace } from './read-namespace';
import { readService } from './read-service';
import { readWorkloads } from './read-workloads';
import { sortManifests } from './sort-manifests';
import type { MeshFacts } from '../model/mesh-facts';

export function isPeerAuthentication(manifest: Manifest): boolean {
  return kindOf(manifest) === 'PeerAuthentication' && groupOf(manifest) === 'security.istio.io';
}

export function isDestinationRule(manifest: Manifest): boolean {
  return kindOf(manifest) === 'DestinationRule' && groupOf(manifest) === 'networking.istio.io';
}

/** Reads out of manifests all that matters to mutual TLS, but the server policies. */
export function readMeshFacts(manifests: readonly Manifest[]): MeshFacts {
  const sorted = sortManifests(manifests);
  return {
    workloads: readWorkloads(sorted.workloads).workloads,
    services: sorted.of('Service').map((manifest) => readService(manifest)),
    namespaces: sorted.of('Namespace').map(readNamespace),
    destinationRules: sorted.of('DestinationRule').map((manifest) => readDestinationRule(manifest)),
  };
}
