import type { AuthorizationPolicyFacts } from './authorization-policy-facts';
import type { CallFacts, WorkloadCallFacts } from './call-facts';
import type { DestinationRuleFacts } from './destination-rule-facts';
import type { DifferingPod } from './differing-pod';
import type { NamespaceFacts } from './namespace-facts';
import type { PeerAuthenticationFacts } from './peer-authentication-facts';
import type { ServiceEntryFacts } from './service-entry-facts';
import type { ServiceFacts } from './service-facts';
import type { SidecarFacts } from './sidecar-facts';
import type { WorkloadFacts } from './workload-facts';

/** Everything that the manifests say of the mesh at one moment, but its server policies. */
export interface MeshFacts {
  readonly workloads: readonly WorkloadFacts[];
  readonly services: readonly ServiceFacts[];
  readonly namespaces: readonly NamespaceFacts[];
  readonly destinationRules: readonly DestinationRuleFacts[];
}

/** Everything that the manifests say of the mesh at one moment. */
export interface MeshSnapshot extends MeshFacts {
  /** Of workloads that are no pods: virtual machines. */
  readonly workloadEntries: readonly WorkloadFacts[];
  readonly peerAuthentications: readonly PeerAuthenticationFacts[];
  readonly serviceEntries: readonly ServiceEntryFacts[];
  readonly sidecars: readonly SidecarFacts[];
  readonly authorizationPolicies: readonly AuthorizationPolicyFacts[];
  readonly calls: readonly CallFacts[];
  readonly workloadCalls: readonly WorkloadCallFacts[];
  /** Pods of a cluster that are not as their workload says. */
  readonly differingPods: readonly DifferingPod[];
}
