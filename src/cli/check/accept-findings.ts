import type { CheckFinding } from '../../checks/run-checks';
import { silenceFindings, SilencedFindings } from '../../checks/silence-findings';
import { unusedSilence } from '../../checks/unused-silence';
import type { Severity } from '../../model/finding';
import type { ReadMesh } from '../input/read-mesh';

const GRAVITY: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

/** Parts the findings that somebody accepts, in manifests or in the config file, from the others; the gravest come first. */
export function acceptFindings(findings: readonly CheckFinding[], { silences: { silences, broken, isThere }, config }: ReadMesh): SilencedFindings {
  const parted = silenceFindings(findings, [...silences, ...config.silences], broken, isThere);
  return { ...parted, findings: [...parted.findings].sort((a, b) => GRAVITY[a.severity] - GRAVITY[b.severity]) };
}

/** The same of a mesh that is only assumed, in which silences of today need not have anything to do. */
export function acceptAssumed(findings: readonly CheckFinding[], read: ReadMesh): SilencedFindings {
  const accepted = acceptFindings(findings, read);
  return { ...accepted, findings: accepted.findings.filter(({ check }) => check !== unusedSilence) };
}
