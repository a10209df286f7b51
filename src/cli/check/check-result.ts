import type { Readiness } from './readiness';
import type { Undecided } from './undecided';
import type { Check } from '../../checks/check';
import type { CheckFinding } from '../../checks/run-checks';
import type { SilencedFinding } from '../../checks/silence-findings';
import type { Severity } from '../../model/finding';
import type { FieldLines } from '../input/field-lines';

/** All that `check` has found out, for whatever prints it. */
export interface CheckResult {
  readonly findings: readonly CheckFinding[];
  readonly silenced: readonly SilencedFinding[];
  /** Where findings are is looked for when they are printed: a screen shows few of many. */
  readonly lines: FieldLines;
  /** Every check that ran, whether it found anything or not. */
  readonly catalogue: readonly Check[];
  readonly failOn: Severity;
  /** How much was looked at. */
  readonly seen: Seen;
  /** Without `--assume`, where Namespaces are missing. */
  readonly undecided?: Undecided;
  /** With `--assume`. */
  readonly readiness?: Readiness;
  /** With `--assume`: which findings are there without it too, and are none of its business. */
  isBesides?(finding: CheckFinding): boolean;
}

export interface Seen {
  readonly workloads: number;
  readonly services: number;
  readonly policies: number;
  readonly rules: number;
  /** Documents that were no objects of Kubernetes. */
  readonly skipped: number;
}

const GRAVITY: Record<Severity, number> = { error: 2, warning: 1, info: 0 };

export function isAtOrAbove(severity: Severity, threshold: Severity): boolean {
  return GRAVITY[severity] >= GRAVITY[threshold];
}

export function countsOf(findings: readonly { readonly severity: Severity }[]): Record<Severity, number> {
  const counts = { error: 0, warning: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}
