import { asObject, asTexts } from './json';
import type { Manifest } from './manifest';
import { readAuthorizationPolicy } from './read-authorization-policy';
import { readCalls } from './read-calls';
import { readDestinationRule } from './read-destination-rule';
import { readNamespace } from './read-namespace';
import { readPeerAuthentication } from './read-peer-authentication';
import { readService } from './read-service';
import { readServiceEntry } from './read-service-entry';
import { readSidecar } from './read-sidecar';
import { readWorkloadEntry } from './read-workload-entry';
import { readWorkloads } from './read-workloads';
import { sortManifests } from './sort-manifests';
import type { Labels } from '../model/labels';
import type { MeshSnapshot } from '../model/mesh-facts';
import type { ResolverSettings } from '../model/mesh-settings';
import { isOfRevision } from '../model/object-facts';

export interface SnapshotOptions {
  /** Where objects are whose manifests leave it to whoever applies them. */
  readonly defaultNamespace?: string;
}

/** Reads out of manifests everything that decides which connections work, as istiod of the revision sees it. */
export function readMeshSnapshot(
  manifests: readonly Manifest[],
  settings: Pick<ResolverSettings, 'revision' | 'clusterDomain' | 'enablePrometheusMerge'>,
  { defaultNamespace = 'default' }: SnapshotOptions = {},
): MeshSnapshot {
  const sorted = sortManifests(manifests);
  const readAll = <T>(kind: string, read: (manifest: Manifest, defaultNamespace: string) => T): T[] =>
    sorted.of(kind).map((manifest) => read(manifest, defaultNamespace));
  // Revisions divide configuration; Services, Namespaces and pods are everybody's.
  const readConfig = <T>(kind: string, read: (manifest: Manifest, defaultNamespace: string) => T): T[] =>
    sorted.of(kind).filter((manifest) => isOfRevision(labelsOf(manifest), settings.revision)).map((manifest) => read(manifest, defaultNamespace));
  const { workloads, differingPods } = readWorkloads(sorted.workloads, defaultNamespace);
  const services = readAll('Service', readService);
  return {
    workloads,
    differingPods,
    services,
    namespaces: readAll('Namespace', readNamespace),
    destinationRules: readConfig('DestinationRule', readDestinationRule),
    workloadEntries: readConfig('WorkloadEntry', readWorkloadEntry),
    peerAuthentications: readConfig('PeerAuthentication', readPeerAuthentication),
    serviceEntries: readConfig('ServiceEntry', readServiceEntry),
    sidecars: readConfig('Sidecar', readSidecar),
    authorizationPolicies: readConfig('AuthorizationPolicy', readAuthorizationPolicy),
    ...readCalls({ sorted, workloads, services, settings, defaultNamespace }),
  };
}

function labelsOf({ object }: Manifest): Labels {
  return asTexts(asObject(object.metadata).labels);
}
