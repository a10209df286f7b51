import type { CheckOptions } from './check-options';
import { CATALOGUE } from '../../checks/catalogue';
import { CheckContext } from '../../checks/check-context';
import { CheckFinding, runChecks } from '../../checks/run-checks';
import type { SilencedFindings } from '../../checks/silence-findings';
import { MeshIndex } from '../../engine/mesh-index';
import { MtlsMode } from '../../model/mtls-mode';
import { acceptAssumed, acceptFindings } from '../check/accept-findings';
import { Assumption, assumeMode } from '../check/assume-mode';
import { CheckResult, isAtOrAbove } from '../check/check-result';
import { readinessOf } from '../check/readiness';
import { undecidedIn } from '../check/undecided';
import { ExitCode } from '../exit-code';
import { checkNamespaces } from '../input/find-names';
import { ReadMesh, readMesh } from '../input/read-mesh';
import { printCheck } from '../output/print-check';
import { Progress } from '../output/progress';
import type { Terminal } from '../terminal';
import { UsageProblems } from '../usage-error';

/** Says what breaks, or what would break if namespaces had a mode. */
export async function check(paths: readonly string[], options: CheckOptions, terminal: Terminal): Promise<ExitCode> {
  const read = await readMesh(paths, options, terminal);
  checkNames(read, options);
  const progress = new Progress(terminal.stderr);
  progress.say('checking');
  const { assume, namespace = [] } = options;
  const result = assume === undefined ? ofToday(read, options) : ofAssumption(read, options, { mode: MtlsMode[assume], namespaces: namespace });
  progress.clear();
  await printCheck(result, options, terminal);
  return result.findings.some(({ severity }) => isAtOrAbove(severity, options.failOn)) ? ExitCode.REFUSED : ExitCode.OK;
}

/** Those of the config file are not asked for: it is shared by inputs, of which each holds some namespaces. */
function checkNames({ mesh }: ReadMesh, { assume, namespace = [], known = [] }: CheckOptions): void {
  const problems = new UsageProblems();
  if (assume === undefined && namespace.length > 0) problems.add(`-n: got ${namespace.join(', ')} without --assume; allowed: together with --assume MODE`);
  checkNamespaces('-n', namespace, mesh.snapshot, problems);
  checkNamespaces('--known', known, mesh.snapshot, problems);
  problems.throwAny();
}

function ofToday(read: ReadMesh, options: CheckOptions): CheckResult {
  const context = new CheckContext(read.mesh, knownOf(read, options));
  const result = resultOf(read, options, acceptFindings(runChecks(context), read));
  return options.format === 'text' ? { ...result, undecided: undecidedIn(context.mesh) } : result;
}

function findingsOf(mesh: MeshIndex, read: ReadMesh, options: CheckOptions): CheckFinding[] {
  return runChecks(new CheckContext(mesh, knownOf(read, options)));
}

function ofAssumption(read: ReadMesh, options: CheckOptions, assumption: Assumption): CheckResult {
  const { mesh, snapshot } = read;
  // First, so that what it takes is free again: a big mesh twice is a lot. Only people are told of findings that are there anyway.
  const today = new Set(options.format === 'text' ? findingsOf(mesh, read, options).map(identityOf) : []);
  const assumed = new MeshIndex(assumeMode(snapshot, assumption, mesh.settings.rootNamespace), mesh.settings);
  const context = new CheckContext(assumed, knownOf(read, options));
  const accepted = acceptAssumed(runChecks(context), read);
  const readiness = readinessOf(context, accepted, assumption);
  const asked = new Set([...readiness.ready, ...readiness.blocked, ...readiness.unproven]);
  return {
    ...resultOf(read, options, accepted),
    readiness,
    // What stands in the way is told, whether it was there before or not.
    isBesides: (finding) => today.has(identityOf(finding)) && finding.blocks?.some((name) => asked.has(name)) !== true,
  };
}

function resultOf({ snapshot, lines, skipped }: ReadMesh, { failOn }: CheckOptions, { findings, silenced }: SilencedFindings): CheckResult {
  const { workloads, services, peerAuthentications, destinationRules } = snapshot;
  return {
    findings,
    silenced,
    lines,
    catalogue: CATALOGUE,
    failOn,
    seen: { workloads: workloads.length, services: services.length, policies: peerAuthentications.length, rules: destinationRules.length, skipped },
  };
}

function knownOf({ config }: ReadMesh, { known = [] }: CheckOptions): readonly string[] {
  return [...known, ...config.known];
}

function identityOf({ check: { id }, severity, resource, field, message }: CheckFinding): string {
  return [id, severity, resource, field, message].join('\n');
}
