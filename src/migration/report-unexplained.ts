import type { Assignment } from './assign-waves';
import type { WaveFacts } from './migration-facts';
import { hasReached, WaveStep } from './wave-step';
import type { MeshModel } from '../engine/mesh-model';
import type { PolicyBook } from '../engine/policy-book';
import type { Findings } from '../model/findings';
import { isWeaker } from '../model/mode-strength';
import { MtlsMode } from '../model/mtls-mode';
import { policyTitle, PolicyDraft } from '../model/policy-draft';

const REMEDY = 'allowed: STRICT, or an exception with a reason';

/** Ports that stay weaker than STRICT in a policy of a wave at `strict`. */
export function reportUnexplainedPorts(source: string, wave: WaveFacts, policy: PolicyDraft, findings: Findings): void {
  // A construct's ports have their reasons.
  if (policy.origin === 'construct' || !hasReached(wave.step, WaveStep.STRICT)) return;
  for (const [port, rule] of policy.ports) {
    if (rule.reason !== undefined || !isWeak(rule.mode)) continue;
    findings.report('warning', source, `wave "${wave.name}" at ${wave.step}: port ${port} of ${policyTitle(policy)} (${policy.source}) stays ${rule.mode} without a reason; `
      + `${REMEDY}; list it among the exceptions, or take it out of the manifest`);
  }
}

/** Policies in the namespaces of a wave at `strict` that select no known workload, so that no step touches them. */
export function reportUnexplainedPolicies(
  mesh: MeshModel, book: PolicyBook, source: string, wave: WaveFacts, assignment: Assignment, findings: Findings,
): void {
  if (!hasReached(wave.step, WaveStep.STRICT)) return;
  const namespaces = new Set(assignment.namespacesOf(wave));
  for (const policy of book.all()) {
    const { scope } = policy;
    if (scope.kind !== 'workload' || !namespaces.has(scope.namespace) || mesh.workloadsSelected(scope.namespace, scope.selector).length > 0) continue;
    reportUnexplainedPorts(source, wave, policy, findings);
    if (policy.reason !== undefined || !isWeak(policy.mode)) continue;
    findings.report('warning', source, `wave "${wave.name}" at ${wave.step}: ${policyTitle(policy)} (${policy.source}), which selects no known workload, stays ${policy.mode} without a reason; `
      + `${REMEDY}; change it, or add the manifest of its workload with Mesh.of(app).addManifests(…)`);
  }
}

function isWeak(mode: MtlsMode): boolean {
  return mode !== MtlsMode.UNSET && isWeaker(mode, MtlsMode.STRICT);
}
