import type { LabelIndex } from './selector-index';
import { CDK8S_ADDRESS_LABEL, Labels, stableLabels } from '../model/labels';
import type { WorkloadFacts } from '../model/workload-facts';

/** The labels to select a workload by; `byPath` when only a hash of the construct path is left to select by. */
export interface StableSelector {
  readonly selector: Labels;
  readonly byPath: boolean;
}

/**
 * Labels that select the pods of a workload and that neither a release nor a rollout changes: the owner's own selector
 * (immutable), else the pod labels without volatile ones. A cdk8s-plus default (a hash of the construct path) gives way
 * to the user's own labels, and stays beside them only where they select other workloads too.
 */
export function stableSelector(workload: WorkloadFacts, workloads: LabelIndex<WorkloadFacts>): StableSelector {
  const candidate = workload.ownerSelector ?? stableLabels(workload.podLabels);
  const address = candidate[CDK8S_ADDRESS_LABEL];
  if (address === undefined) return { selector: candidate, byPath: false };
  const { [CDK8S_ADDRESS_LABEL]: _, ...own } = { ...candidate, ...stableLabels(workload.podLabels) };
  if (Object.keys(own).length === 0) return { selector: candidate, byPath: true };
  const alone = workloads.selectedBy(workload.namespace, own).every((selected) => selected === workload);
  return { selector: alone ? own : { ...own, [CDK8S_ADDRESS_LABEL]: address }, byPath: false };
}
