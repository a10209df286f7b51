import { BreakGroup, connectionsOf, namespacesOf, severityOf } from './break-groups';
import type { Report } from './check';
import type { CheckContext } from './check-context';
import { followsExactRule } from './exact-host';

/** A finding about the field of a rule that breaks connections. */
export function ruleReport(context: CheckContext, { object, field, breaks }: BreakGroup, words: Pick<Report, 'message' | 'remedy'>): Report {
  return {
    // All breaks of one rule are of one host, or of one wildcard.
    severity: followsExactRule(context, breaks[0]) ? 'error' : severityOf(breaks),
    object,
    field,
    ...words,
    connections: connectionsOf(breaks) || undefined,
    blocks: namespacesOf(breaks),
  };
}
