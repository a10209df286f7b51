import type { PolicyBook } from '../../engine/policy-book';
import type { Findings } from '../../model/findings';
import { isWeaker } from '../../model/mode-strength';
import { MtlsMode } from '../../model/mtls-mode';
import { policyTitle } from '../../model/policy-draft';

/** A mode weaker than what the scope would inherit is an exception, so it wants a reason. */
export function checkWeakerThanParent(book: PolicyBook, findings: Findings): void {
  for (const draft of book.all()) {
    if (draft.origin !== 'construct' || draft.reason !== undefined || draft.mode === MtlsMode.UNSET || draft.mode === MtlsMode.STRICT) continue;
    const parent = book.parentMode(draft);
    if (!isWeaker(draft.mode, parent)) continue;
    findings.error(draft.source, `${policyTitle(draft)} is weaker than its parent without a reason: got ${draft.mode} under ${parent}; `
      + `allowed: ${parent} or stronger, or a reason; set \`reason\`, which becomes an annotation`);
  }
}
