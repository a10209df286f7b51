import type { CheckFinding } from './run-checks';
import { reportBroken, reportUnused, unusedSilence } from './unused-silence';
import { resourceOf } from '../engine/reason';
import type { BrokenSilence, Silence } from '../model/silence';

/** A finding that somebody accepts. */
export interface SilencedFinding extends CheckFinding {
  readonly silence: Silence;
}

export interface SilencedFindings {
  /** Those that are left, with those about silences behind them. */
  readonly findings: readonly CheckFinding[];
  readonly silenced: readonly SilencedFinding[];
}

/** Parts what somebody accepts from what is left to mend. `isThere`: whether the manifests hold an object. */
export function silenceFindings(
  all: readonly CheckFinding[], silences: readonly Silence[], broken: readonly BrokenSilence[], isThere: (resource: string) => boolean,
): SilencedFindings {
  if (silences.length === 0 && broken.length === 0) return { findings: all, silenced: [] };
  const byPlace = new Map(silences.map((silence) => [keyOf(silence.id, silence.resource), silence]));
  const found = new Set(all.map((finding) => keyOf(finding.check.id, finding.resource)));
  // A silence of this check itself is for those that other runs need.
  const unused = silences.filter(({ id, resource }) => id !== unusedSilence.id && !found.has(keyOf(id, resource)));
  const reports = [...unused.map((silence) => reportUnused(silence, isThere(silence.resource))), ...broken.map(reportBroken)];
  const ofSilences = reports.map((report): CheckFinding => ({ ...report, check: unusedSilence, resource: resourceOf(report.object) }));
  const findings: CheckFinding[] = [];
  const silenced: SilencedFinding[] = [];
  for (const finding of [...all, ...ofSilences]) {
    const silence = byPlace.get(keyOf(finding.check.id, finding.resource));
    if (silence === undefined) findings.push(finding);
    else silenced.push({ ...finding, silence });
  }
  return { findings, silenced };
}

function keyOf(id: string, resource: string): string {
  return `${id} ${resource}`;
}
