import type { PolicyBook } from '../../engine/policy-book';
import type { Findings } from '../../model/findings';
import { PolicyDraft, policyTitle, PortRule } from '../../model/policy-draft';

/** An exception whose last day is over. */
export function checkExpiredException(book: PolicyBook, today: string, findings: Findings): void {
  for (const draft of book.all()) {
    if (isOver(draft.until, today)) report(draft, policyTitle(draft), draft, today, findings);
    for (const [port, rule] of draft.ports) {
      if (isOver(rule.until, today)) report(draft, `${policyTitle(draft)} port ${port}`, rule, today, findings);
    }
  }
}

/** The last day itself is not over. */
function isOver(until: string | undefined, today: string): boolean {
  return until !== undefined && until < today;
}

function report(draft: PolicyDraft, what: string, { until, reason }: Pick<PortRule, 'until' | 'reason'>, today: string, findings: Findings): void {
  findings.error(draft.source, `exception of ${what} has expired: got until ${until} (${reason ?? 'no reason'}), today is ${today}; `
    + 'allowed: a day that is not over; remove the exception, or agree on a later day');
}
