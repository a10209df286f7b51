import type { MeshModel } from '../../engine/mesh-model';
import { PolicyBook, scopeKey } from '../../engine/policy-book';
import type { Findings } from '../../model/findings';
import { PolicyDraft, policyTitle } from '../../model/policy-draft';
import { workloadTitle } from '../../model/workload-facts';

/**
 * Two workload policies that select one workload: Istio follows the oldest, ports and all, and ignores the other.
 * @returns the policies that were told of.
 */
export function checkOnePolicyPerWorkload(mesh: MeshModel, book: PolicyBook, findings: Findings): PolicyDraft[] {
  const told = new Set<PolicyDraft>();
  for (const workload of mesh.facts.workloads) {
    const drafts = book.selecting(workload);
    if (drafts.length < 2) continue;
    // Policies with the very same selector are two owners of one scope, which has a finding of its own.
    const scopes = new Set(drafts.map((draft) => scopeKey(draft.scope)));
    if (scopes.size < 2) continue;
    const ours = drafts.filter((candidate) => candidate.origin === 'construct' || candidate.origin === 'generated');
    if (ours.length > 0) for (const draft of drafts) told.add(draft);
    const titles = drafts.map((draft) => `${policyTitle(draft)} (${draft.source})`).sort().join(' and ');
    for (const draft of ours) {
      findings.error(draft.source, `${workloadTitle(workload)} is selected by two policies: got ${titles}; `
        + 'allowed: one, as Istio follows the oldest and ignores the other; give the pods a label of their own to select by');
    }
  }
  return [...told];
}
