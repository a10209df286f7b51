import type { PolicyBook } from '../../engine/policy-book';
import type { Findings } from '../../model/findings';
import { isDnsSubdomain } from '../../model/kubernetes-name';
import { policyTitle } from '../../model/policy-draft';

/** A name put together from a workload's that no object may have. */
export function checkNameOfGeneratedPolicy(book: PolicyBook, findings: Findings): void {
  for (const draft of book.all()) {
    if (draft.origin !== 'generated' || isDnsSubdomain(draft.name)) continue;
    findings.error(draft.source, `name of a generated policy: got ${policyTitle(draft)}, of ${draft.name.length} characters; `
      + 'allowed: DNS labels joined by ".", at most 253 characters; add a WorkloadPolicy with mode UNSET and a policyName for the workload, which takes the exception');
  }
}
