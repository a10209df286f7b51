import { CATALOGUE } from './catalogue';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { resourceOf } from '../engine/reason';
import type { Severity } from '../model/finding';

/** What a check found, with what the check says of all its findings. */
export interface CheckFinding extends Report {
  readonly check: Check;
  /** Such as `DestinationRule shop/orders`. */
  readonly resource: string;
}

const ORDER: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** Runs all checks: the gravest findings first, then by id and object, whatever the order of the manifests. */
export function runChecks(context: CheckContext, checks: readonly Check[] = CATALOGUE): CheckFinding[] {
  const found = checks.flatMap((check) => [...check.run(context)]
    .map((report): CheckFinding => ({ ...report, check, resource: resourceOf(report.object) })));
  return found.sort(byGravity);
}

function byGravity(one: CheckFinding, other: CheckFinding): number {
  return ORDER[one.severity] - ORDER[other.severity] || compare(one.check.id, other.check.id) || compare(one.resource, other.resource)
    || compare(one.field ?? '', other.field ?? '');
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
