import { qualifiedName } from './kubernetes-name';
import type { Labels } from './labels';
import type { ObjectFacts } from './object-facts';

/** A port that a container of the workload declares, or that something else says it listens on. */
export interface ContainerPort {
  readonly number: number;
  readonly name?: string;
}

/** A probe by which the kubelet asks a container how it is. */
export interface ProbeFacts {
  /** Such as `readinessProbe of container main`. */
  readonly title: string;
  /** Where it stands in the pod template, such as `containers[0].readinessProbe`. */
  readonly field: string;
  readonly kind: 'http' | 'tcp' | 'grpc' | 'exec';
  /** Number or name of the port; undefined for exec. */
  readonly port?: number | string;
}

/** What the manifests say of one workload: the owner of pods, such as a Deployment. */
export interface WorkloadFacts extends ObjectFacts {
  readonly kind: string;
  /** The owner's own selector (`spec.selector.matchLabels`), where its kind has one. */
  readonly ownerSelector?: Labels;
  /** The owner's own annotations: who it calls, and which findings are silenced. */
  readonly annotations: Labels;
  readonly podLabels: Labels;
  readonly podAnnotations: Labels;
  readonly hostNetwork: boolean;
  /** Whether the manifest itself holds Istio's proxy container: a running Pod, or a workload injected by hand. Decides alone where `isRunning`. */
  readonly hasProxyContainer: boolean;
  /** Whether that proxy is a gateway's, and no sidecar; then `hasProxyContainer` is false. */
  readonly isGateway?: boolean;
  readonly serviceAccount?: string;
  readonly ports: readonly ContainerPort[];
  readonly probes: readonly ProbeFacts[];
  /** For a WorkloadEntry, which is no owner of pods but one server: its ports by the names of Services' ports. */
  readonly entryPorts?: Readonly<Record<string, number>>;
  /** Whether a cluster runs it, so that what its Namespace says is known to be in force. */
  readonly isRunning: boolean;
}

export function workloadTitle(workload: Pick<WorkloadFacts, 'kind' | 'namespace' | 'name'>): string {
  return `${workload.kind} ${qualifiedName(workload)}`;
}
