import { aNamespace } from './a-namespace';
import { MeshModel } from '../../src/engine/mesh-model';
import type { MeshFacts, MeshSnapshot } from '../../src/model/mesh-facts';
import { DEFAULT_MESH_SETTINGS, MeshSettings } from '../../src/model/mesh-settings';

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
