import type { FileFinding } from './check-files';
import type { ValidationViolation } from './validation-context';
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
        return { resourceName: finding.object.name, locations: [locationOf(finding)], manifestPath: finding.file };
      }),
    };
  });
}

function locationOf({ line, resource, field, message, remedy }: FileFinding): string {
  const where = [line === undefined ? undefined : `line ${line}`, field].filter((part) => part !== undefined).join(', ');
  return `${resource}${where === '' ? '' : ` (${where})`}: ${message}; ${remedy}`;
}
