import type { CheckFinding } from './run-checks';
import type { Severity } from '../model/finding';

/** How grave a finding is at an object that somebody else deploys: it is theirs to mend, unless it breaks connections, which are ours too. */
export function severityElsewhere({ severity, connections = 0 }: Pick<CheckFinding, 'severity' | 'connections'>): Severity {
  return severity === 'error' && connections === 0 ? 'warning' : severity;
}
