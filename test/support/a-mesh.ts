import { MeshModel } from '../../src/engine/mesh-model';
import type { MeshFacts } from '../../src/model/mesh-facts';
import { DEFAULT_MESH_SETTINGS, MeshSettings } from '../../src/model/mesh-settings';

/** A mesh in which the namespaces `shop` and `bank` are injected. */
export function aMesh(facts: Partial<MeshFacts> = {}, settings: MeshSettings = {}): MeshModel {
  const namespaces = ['shop', 'bank'].map((name) => ({ name, labels: { 'istio-injection': 'enabled' } }));
  return new MeshModel({ workloads: [], services: [], namespaces, destinationRules: [], ...facts }, { ...DEFAULT_MESH_SETTINGS, ...settings });
}
