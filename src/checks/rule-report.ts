import type { BreakGroup } from './break-groups';
import type { Report } from './check';
import type { CheckContext } from './check-context';
import { followsExactRule } from './exact-host';
import { Loss, lossOf, severityOfLoss } from './loss';

/** A finding about the field of a rule that breaks connections. */
export function ruleReport(context: CheckContext, { object, field, breaks }: BreakGroup, wordsOf: (loss: Loss) => Pick<Report, 'message' | 'remedy'>): Report {
  const loss = lossOf(breaks);
  return {
    // All breaks of one rule are of one host, or of one wildcard.
    severity: followsExactRule(context, breaks[0]) ? 'error' : severityOfLoss(loss),
    object,
    field,
    ...wordsOf(loss),
    connections: loss.connections || undefined,
    blocks: loss.namespaces,
  };
}
