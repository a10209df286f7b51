import { counted } from './counted';
import { Block, Fitted, fitScreen, wholeScreen } from './fit-screen';
import { belowLines, readinessLine, unprovenLines } from './readiness-text';
import type { Style } from './style';
import { alignedRow } from './table';
import { undecidedLine } from './undecided-text';
import type { CheckFinding } from '../../checks/run-checks';
import type { Severity } from '../../model/finding';
import { groupBy } from '../../model/group-by';
import { CheckResult, countsOf } from '../check/check-result';
import { locate, LocatedFinding, placeOf } from '../check/located-finding';

const RANK: Record<Severity, number> = { error: 0, warning: 1, info: 2 };

export interface ScreenSize {
  /** Undefined: everything is shown. */
  readonly rows?: number;
  /** Undefined: lines are never broken. */
  readonly columns?: number;
}

/** The findings for a person, by what causes them: first what is gravest, and no more than a screen. */
export function checkText(result: CheckResult, style: Style, { rows, columns }: ScreenSize): string {
  const { findings, readiness, undecided, isBesides } = result;
  const meant = findings.filter((finding) => isBesides?.(finding) !== true);
  const head = readiness === undefined ? [] : [style.strong(readinessLine(readiness)), ...belowLines(readiness)];
  const open = undecided === undefined ? [] : [undecidedLine(undecided)];
  const proof = readiness === undefined ? open : unprovenLines(readiness);
  const height = (line: string): number => (columns === undefined ? 1 : Math.max(1, Math.ceil(line.length / columns)));
  const blanks = 2;
  const room = (rows ?? 0) - [...head, ...proof].reduce((sum, line) => sum + height(line), blanks + 1);
  const blocks = blocksOf(rows === undefined ? meant : meant.filter(({ severity }) => severity !== 'info'), result, style, rows ?? Infinity);
  const body = rows === undefined ? wholeScreen(blocks) : fitScreen(blocks, room, height);
  const sections = [head, body.lines, [...proof, footer(result, meant, body)]].filter((lines) => lines.length > 0);
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

/** Findings of one check and severity. */
interface Cause {
  readonly all: readonly CheckFinding[];
  /** Those that break most, as many as may be shown. */
  readonly first: readonly CheckFinding[];
}

function blocksOf(findings: readonly CheckFinding[], { lines }: CheckResult, style: Style, most: number): Block[] {
  const groups = groupBy(findings, ({ severity, check }) => `${severity} ${check.id}`);
  const byWeight = (a: CheckFinding, b: CheckFinding): number => (b.connections ?? 0) - (a.connections ?? 0);
  const causes = [...groups.values()].map((all): Cause => ({ all, first: [...all].sort(byWeight).slice(0, most) }));
  lines.linesOf(causes.flatMap(({ first }) => first));
  return causes.map(({ all, first }) => blockOf(all, locate(first, lines), style));
}

function blockOf(all: readonly CheckFinding[], shown: readonly LocatedFinding[], style: Style): Block {
  const [{ severity, check, remedy: firstRemedy }] = all;
  const rows = shown.map((finding) => [`  ${finding.resource}`, placeOf(finding), withoutSubject(finding)]);
  const widths = [0, 1].map((column) => Math.max(...rows.map((row) => row[column].length)));
  const isOneRemedy = all.every(({ remedy }) => remedy === firstRemedy);
  const remedyLine = (remedy: string, indent: string): string => `${indent}${style.good('remedy:')} ${remedy}`;
  return {
    rank: RANK[severity],
    head: `${style.severity(severity, `${severity} ${check.id}`)} ${style.strong(check.title)}`,
    items: shown.map(({ remedy }, i) => [alignedRow(rows[i], widths), ...(isOneRemedy ? [] : [remedyLine(remedy, '    ')])]),
    total: all.length,
    tail: isOneRemedy ? [remedyLine(firstRemedy, '  ')] : [],
  };
}

/** The line begins with the object already. */
function withoutSubject({ resource, message }: CheckFinding): string {
  return message.startsWith(`${resource} `) ? message.slice(resource.length + 1) : message;
}

function footer({ findings, silenced, seen }: CheckResult, told: readonly CheckFinding[], { left }: Fitted): string {
  const counts = countsOf(told);
  const infos = counts.info > 0 ? [counted(counts.info, 'info')] : [];
  const accepted = silenced.length > 0 ? [`${silenced.length} silenced`] : [];
  const summary = [counted(counts.error, 'error'), counted(counts.warning, 'warning'), ...infos, ...accepted].join(', ');
  const looked = [
    counted(seen.workloads, 'workload'), counted(seen.services, 'Service'), counted(seen.policies, 'PeerAuthentication'), counted(seen.rules, 'DestinationRule'),
    ...(seen.skipped > 0 ? [`${counted(seen.skipped, 'document')} of other kinds skipped`] : []),
  ].join(', ');
  const besides = findings.length - told.length;
  const more = besides > 0 ? `, and ${besides} that ${besides === 1 ? 'is' : 'are'} there without --assume too` : '';
  return `${summary} in ${looked}${more}${left > 0 || counts.info > 0 ? ' (--all prints every finding)' : ''}`;
}
