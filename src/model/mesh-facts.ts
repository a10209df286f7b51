import type { DestinationRuleFacts } from './destination-rule-facts';
import type { NamespaceFacts } from './namespace-facts';
import type { ServiceFacts } from './service-facts';
import type { WorkloadFacts } from './workload-facts';

/** Everything that the manifests say of the mesh at one moment, but its server policies. */
export interface MeshFacts {
  readonly workloads: readonly WorkloadFacts[];
  readonly services: readonly ServiceFacts[];
  readonly namespaces: readonly NamespaceFacts[];
  readonly destinationRules: readonly DestinationRuleFacts[];
}
