import type { FileFinding } from './check-files';
import type { ValidationViolation } from './validation-context';
import { findingText } from '../checks/finding-text';
import { groupBy } from '../model/group-by';

/** Findings as cdk8s-cli reports them: by check, the gravest first. */
export function violationsOf(findings: readonly FileFinding[]): ValidationViolation[] {
  return [...groupBy(findings, ({ severity, check }) => `${severity} ${check.id}`).values()].map((group) => {
    const [{ severity, check }] = group;
    return {
      ruleName: `${check.id} ${severity}: ${check.title}`,
      recommendation: check.why,
      fix: check.remedy,
      violatingResources: group.map((finding) => {
        const location = findingText(finding, finding.line === undefined ? undefined : `line ${finding.line}`);
        return { resourceName: finding.object.name, locations: [location], manifestPath: finding.file };
      }),
    };
  });
}
