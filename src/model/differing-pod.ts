import type { WorkloadFacts } from './workload-facts';

/** A Pod that runs otherwise than its workload says: it was not restarted since, or somebody changed it by hand. */
export interface DifferingPod {
  readonly workload: Pick<WorkloadFacts, 'kind' | 'namespace' | 'name'>;
  /** The Pod's name. */
  readonly pod: string;
  readonly source: string;
  readonly line?: number;
  readonly labels: readonly DifferingLabel[];
  /** Whether the Pod has a proxy where most Pods of the workload have none, or the reverse; undefined: it is as they are. */
  readonly hasProxyContainer?: boolean;
}

/** A label by which selectors tell a Pod from what its workload says. */
export interface DifferingLabel {
  readonly key: string;
  /** Undefined: the workload says nothing of the label. */
  readonly expected?: string;
  /** Undefined: the Pod lacks the label. */
  readonly got?: string;
}
