import type { PolicyBook } from '../engine/policy-book';
import type { Findings } from '../model/findings';
import { policyTitle } from '../model/policy-draft';

/** An exception whose last day is over. */
export function checkExpiredException(book: PolicyBook, today: string, findings: Findings): void {
  for (const draft of book.all()) {
    const rules = [{ what: policyTitle(draft), until: draft.until, reason: draft.reason },
      ...[...draft.ports].map(([port, rule]) => ({ what: `${policyTitle(draft)} port ${port}`, until: rule.until, reason: rule.reason }))];
    for (const { what, until, reason } of rules) {
      if (until === undefined || until >= today) continue;
      findings.error(draft.source, `exception of ${what} has expired: got until ${until} (${reason ?? 'no reason'}), today is ${today}; `
        + 'allowed: a day that is not over; remove the exception, or agree on a later day');
    }
  }
}
