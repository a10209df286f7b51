import { aNamespace } from './a-namespace';
import { MeshIndex } from '../../src/engine/mesh-index';
import { MeshModel } from '../../src/engine/mesh-model';
import { readResolverSettings } from '../../src/manifests/read-resolver-settings';
import type { MeshFacts, MeshSnapshot } from '../../src/model/mesh-facts';
import { DEFAULT_MESH_SETTINGS, MeshSettings, ResolverSettings } from '../../src/model/mesh-settings';

const INJECTED = ['shop', 'bank'].map((name) => aNamespace(name, { 'istio-injection': 'enabled' }));

/** A mesh in which the namespaces `shop` and `bank` are injected. */
export function aMesh(facts: Partial<MeshFacts> = {}, settings: MeshSettings = {}): MeshModel {
  const read = { workloads: [], services: [], namespaces: INJECTED, destinationRules: [], ...facts };
  return new MeshModel(read, { ...DEFAULT_MESH_SETTINGS, ...settings });
}

/** What manifests say of a mesh in which the namespaces `shop` and `bank` are injected. */
export function aSnapshot(facts: Partial<MeshSnapshot> = {}): MeshSnapshot {
  return {
    workloads: [],
    services: [],
    namespaces: INJECTED,
    destinationRules: [],
    workloadEntries: [],
    peerAuthentications: [],
    serviceEntries: [],
    sidecars: [],
    authorizationPolicies: [],
    calls: [],
    workloadCalls: [],
    differingPods: [],
    ...facts,
  };
}

/** What Istio does where nobody sets anything. */
export const RESOLVER_SETTINGS: ResolverSettings = readResolverSettings([]);

/** A mesh as the resolver asks it; `shop` and `bank` are injected. */
export function aMeshIndex(facts: Partial<MeshSnapshot> = {}, settings: Partial<ResolverSettings> = {}): MeshIndex {
  return new MeshIndex(aSnapshot(facts), { ...RESOLVER_SETTINGS, ...settings });
}
