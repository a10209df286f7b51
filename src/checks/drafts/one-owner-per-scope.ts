import type { Findings } from '../../model/findings';
import { describeLabels } from '../../model/labels';
import type { PolicyScope } from '../../model/peer-authentication-facts';
import { PolicyDraft, policyTitle } from '../../model/policy-draft';

/**
 * Two policies for one scope: Istio follows the oldest and ignores the other whole.
 * @returns the policies that were told of.
 */
export function checkOneOwnerPerScope(contested: readonly (readonly PolicyDraft[])[], findings: Findings): PolicyDraft[] {
  const told: PolicyDraft[] = [];
  for (const drafts of contested) {
    const ours = drafts.filter((draft) => draft.origin === 'construct');
    if (ours.length > 0) told.push(...drafts);
    for (const draft of ours) {
      const others = drafts.filter((other) => other !== draft).map((other) => `${other.source} (${policyTitle(other)})`).join(', ');
      findings.error(draft.source, `${describeScope(draft.scope)} has two owners: ${draft.source} (${policyTitle(draft)}) and ${others}; `
        + 'allowed: one policy per scope, as Istio follows the oldest and ignores the rest; keep one of them');
    }
  }
  return told;
}

function describeScope(scope: PolicyScope): string {
  switch (scope.kind) {
    case 'mesh': return 'the mesh';
    case 'namespace': return `namespace ${scope.namespace}`;
    case 'workload': return `the workload ${scope.namespace} ${describeLabels(scope.selector)}`;
  }
}
