import { CheckResult, countsOf } from '../check/check-result';
import { locate, LocatedFinding } from '../check/located-finding';

/** The findings as JSON; `schemaVersion` changes when a field loses its meaning. */
export function checkJson({ findings, lines, readiness }: CheckResult): string {
  return `${JSON.stringify({
    schemaVersion: 1,
    findings: locate(findings, lines).map(findingJson),
    summary: countsOf(findings),
    ...(readiness && {
      assumed: {
        mode: readiness.assumption.mode,
        namespaces: readiness.assumption.namespaces,
        ready: readiness.ready,
        blocked: readiness.blocked,
        unproven: readiness.unproven,
      },
    }),
  }, null, 2)}\n`;
}

function findingJson({ check, severity, resource, file, line, field, message, remedy, connections }: LocatedFinding): object {
  return {
    id: check.id,
    title: check.title,
    severity,
    resource,
    file,
    line: line ?? null,
    field: field ?? null,
    message,
    remedy,
    connections: connections ?? 0,
  };
}
