import type { CheckFinding } from '../../checks/run-checks';
import type { FieldLines } from '../input/field-lines';

/** A finding with the place to go to. */
export interface LocatedFinding extends CheckFinding {
  /** As it was given, or below a path that was; `-` is standard input. */
  readonly file: string;
  /** Where the field stands; where the object begins, if the field is not written; undefined where no file holds it. */
  readonly line?: number;
}

/** Findings with their places. Together, as each file is gone through once for all of them. */
export function locate<T extends CheckFinding>(findings: readonly T[], lines: FieldLines): (T & LocatedFinding)[] {
  const found = lines.linesOf(findings);
  return findings.map((finding, i) => ({ ...finding, file: finding.object.source, line: found[i] }));
}

/** Such as `k8s/orders.yaml:12`. */
export function placeOf({ file, line }: Pick<LocatedFinding, 'file' | 'line'>): string {
  return line === undefined ? file : `${file}:${line}`;
}
