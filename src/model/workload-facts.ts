import { qualifiedName } from './kubernetes-name';
import type { Labels } from './labels';

/** A port that a container of the workload declares, or that something else says it listens on. */
export interface ContainerPort {
  readonly number: number;
  readonly name?: string;
}

/** What the manifests say of one workload: the owner of pods, such as a Deployment. */
export interface WorkloadFacts {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  /** Where it was found: a construct path, or a file. */
  readonly source: string;
  /** The owner's own selector (`spec.selector.matchLabels`), where its kind has one. */
  readonly ownerSelector?: Labels;
  readonly podLabels: Labels;
  readonly podAnnotations: Labels;
  readonly hostNetwork: boolean;
  readonly ports: readonly ContainerPort[];
}

export function workloadTitle(workload: Pick<WorkloadFacts, 'kind' | 'namespace' | 'name'>): string {
  return `${workload.kind} ${qualifiedName(workload)}`;
}
