import type { Check } from '../../checks/check';
import { groupBy } from '../../model/group-by';
import { CheckResult, isAtOrAbove } from '../check/check-result';
import { locate, LocatedFinding, placeOf } from '../check/located-finding';

/** The findings as JUnit XML: a test suite per check, a failed test case per finding that counts, a passed one where there is none. */
export function junit({ findings: found, lines, catalogue, failOn }: CheckResult): string {
  const findings = locate(found, lines);
  const byCheck = groupBy(findings, ({ check }) => check);
  const checks = [...catalogue, ...[...byCheck.keys()].filter((check) => !catalogue.includes(check))];
  const isFailure = (finding: LocatedFinding): boolean => isAtOrAbove(finding.severity, failOn);
  const suites = checks.map((check) => suite(check, byCheck.get(check) ?? [], isFailure));
  const tests = checks.reduce((sum, check) => sum + Math.max(1, byCheck.get(check)?.length ?? 0), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="istio-mtls check" tests="${tests}" failures="${findings.filter(isFailure).length}" errors="0">`,
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}

function suite(check: Check, findings: readonly LocatedFinding[], isFailure: (finding: LocatedFinding) => boolean): string {
  const name = attribute(`${check.id} ${check.title}`);
  const cases = findings.length === 0
    ? [`    <testcase classname="${check.id}" name="nothing found"/>`]
    : findings.map((finding) => testCase(finding, isFailure(finding)));
  return [
    `  <testsuite name="${name}" tests="${cases.length}" failures="${findings.filter(isFailure).length}" errors="0" skipped="0">`,
    ...cases,
    '  </testsuite>',
  ].join('\n');
}

function testCase(finding: LocatedFinding, isFailure: boolean): string {
  const { check, severity, resource, field, file, line, message, remedy } = finding;
  const name = attribute(field === undefined ? resource : `${resource} ${field}`);
  const open = `    <testcase classname="${check.id}" name="${name}" file="${attribute(file)}"${line === undefined ? '' : ` line="${line}"`}>`;
  const body = `${placeOf(finding)}: ${severity} ${check.id}: ${resource}: ${message}\nremedy: ${remedy}`;
  // What does not count is told all the same, in a test that passes.
  const inner = isFailure ? `<failure type="${severity}" message="${attribute(message)}">${content(body)}</failure>` : `<system-out>${content(body)}</system-out>`;
  return `${open}\n      ${inner}\n    </testcase>`;
}

/** XML has no way to write most control characters. */
function content(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

function attribute(text: string): string {
  return content(text).replaceAll('"', '&quot;').replaceAll('\n', '&#10;').replaceAll('\t', '&#9;');
}
