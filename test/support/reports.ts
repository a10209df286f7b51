import type { Findings } from '../../src/model/findings';

/** Everything reported, as `severity source: message`. */
export function reportsOf(findings: Findings): string[] {
  return [...findings.entries()].map(([source, { severity, message }]) => `${severity} ${source}: ${message}`);
}
