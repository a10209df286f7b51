import { listAt, objectAt, textAt } from './json';
import { groupOf, kindOf, Manifest, namespaceOf } from './manifest';
import { readDestinationRule } from './read-destination-rule';
import { readNamespace } from './read-namespace';
import { readService } from './read-service';
import { isWorkloadKind, readWorkload } from './read-workload';
import type { MeshFacts } from '../model/mesh-facts';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

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
    workloads: readWorkloads(manifests),
    services: ofCoreKind('Service').map(readService),
    namespaces: ofCoreKind('Namespace').map(readNamespace),
    destinationRules: manifests.filter(isDestinationRule).map(readDestinationRule),
  };
}

/** A cluster dump holds the ReplicaSets and Pods of a Deployment too: the workload is the owner. An operator's own kind is none. */
function readWorkloads(manifests: readonly Manifest[]): WorkloadFacts[] {
  const candidates = manifests.flatMap((manifest) => {
    const workload = readWorkload(manifest);
    return workload === undefined ? [] : [{ workload, owner: controllerOf(manifest) }];
  });
  const titles = new Set(candidates.map(({ workload }) => workloadTitle(workload)));
  return candidates
    .filter(({ owner }) => owner === undefined || !(isWorkloadKind(owner.kind) || titles.has(workloadTitle(owner))))
    .map(({ workload }) => workload);
}

function controllerOf(manifest: Manifest): Pick<WorkloadFacts, 'kind' | 'namespace' | 'name'> | undefined {
  const owner = listAt(manifest.object, 'metadata', 'ownerReferences').find((reference) => objectAt(reference).controller === true);
  return owner === undefined ? undefined : { kind: textAt(owner, 'kind') ?? '', namespace: namespaceOf(manifest), name: textAt(owner, 'name') ?? '' };
}
