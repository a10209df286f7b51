import type { Assignment } from './assign-waves';
import type { WaveFacts } from './migration-facts';
import { hasReached, WaveStep } from './wave-step';
import type { MeshModel } from '../engine/mesh-model';
import type { PolicyBook } from '../engine/policy-book';
import { workloadPolicy } from '../engine/spread-port';
import type { Findings } from '../model/findings';
import { isWeaker } from '../model/mode-strength';
import { MtlsMode } from '../model/mtls-mode';
import { policyTitle, PolicyDraft, PortRule } from '../model/policy-draft';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

/** Sets the modes that the step of a wave wants, in the policy that is there or in one that it makes. */
export class StepModes {
  public constructor(
    private readonly mesh: MeshModel,
    private readonly book: PolicyBook,
    private readonly source: string,
    private readonly assignment: Assignment,
    private readonly findings: Findings,
  ) {}

  public applyToWorkloads(wave: WaveFacts, workloads: readonly WorkloadFacts[]): void {
    for (const workload of workloads) {
      if (workload.namespace === this.mesh.settings.rootNamespace) {
        this.findings.error(this.source, `wave "${wave.name}": ${workloadTitle(workload)} is in the root namespace, where Istio ignores policies with a selector; `
          + 'allowed: workloads of other namespaces; take it out of the wave');
        continue;
      }
      const wanted = wantedMode(wave, this.book.workloadMode(workload));
      const policy = workloadPolicy(this.mesh, this.book, workload, this.source, this.findings);
      if (policy === undefined) continue;
      this.checkShared(wave, policy);
      this.set(wave, policy, wanted);
    }
  }

  public applyToNamespaces(wave: WaveFacts): void {
    for (const namespace of this.assignment.namespacesOf(wave)) {
      const wanted = wantedMode(wave, this.book.namespaceMode(namespace));
      const policy = this.book.of({ kind: 'namespace', namespace });
      if (policy !== undefined) this.set(wave, policy, wanted);
      else this.make({ kind: 'namespace', namespace }, namespace, wanted);
      for (const workload of this.mesh.workloadsIn(namespace)) {
        if (this.assignment.waveOf(workload) === wave) this.releaseWorkload(wave, workload);
      }
    }
  }

  /** The mesh-wide STRICT. */
  public lock(wave: WaveFacts): void {
    const policy = this.book.of({ kind: 'mesh' });
    if (policy !== undefined) this.set(wave, policy, MtlsMode.STRICT);
    else this.make({ kind: 'mesh' }, this.mesh.settings.rootNamespace, MtlsMode.STRICT);
  }

  /** Whole workloads that stay PERMISSIVE. */
  public except(workloads: readonly WorkloadFacts[], rule: PortRule): void {
    for (const workload of workloads) {
      const policy = workloadPolicy(this.mesh, this.book, workload, this.source, this.findings);
      if (policy === undefined) continue;
      policy.mode = rule.mode;
      policy.reason = rule.reason;
      policy.until = rule.until;
    }
  }

  /** A policy for one workload of the namespace holds it back when its own mode is weaker than the wave's. */
  private releaseWorkload(wave: WaveFacts, workload: WorkloadFacts): void {
    for (const policy of this.book.selecting(workload)) {
      if (policy.mode === MtlsMode.UNSET) continue;
      this.set(wave, policy, wantedMode(wave, policy.mode));
    }
  }

  private set(wave: WaveFacts, policy: PolicyDraft, wanted: MtlsMode): void {
    if (policy.origin === 'foreign') {
      if (policy.mode === wanted || (policy.mode === MtlsMode.UNSET && this.book.parentMode(policy) === wanted)) return;
      this.findings.error(this.source, `wave "${wave.name}" at ${wave.step}: ${policyTitle(policy)} (${policy.source}) is not this app's: got ${policy.mode}; `
        + `allowed: ${wanted}; change it where it is kept, then take the step`);
      return;
    }
    if (policy.origin !== 'construct') this.reportUnexplainedPorts(wave, policy);
    if (policy.mode === wanted) return;
    policy.mode = wanted;
    // The reason was about the mode that is no more.
    policy.reason = undefined;
    policy.until = undefined;
  }

  private reportUnexplainedPorts(wave: WaveFacts, policy: PolicyDraft): void {
    if (!hasReached(wave.step, WaveStep.STRICT)) return;
    for (const [port, rule] of policy.ports) {
      if (rule.reason !== undefined || rule.mode === MtlsMode.UNSET || !isWeaker(rule.mode, MtlsMode.STRICT)) continue;
      this.findings.report('warning', this.source, `wave "${wave.name}" at ${wave.step}: port ${port} of ${policyTitle(policy)} (${policy.source}) stays ${rule.mode} without a reason; `
        + 'list it among the exceptions, or take it out of the manifest');
    }
  }

  private checkShared(wave: WaveFacts, policy: PolicyDraft): void {
    if (policy.scope.kind !== 'workload') return;
    const others = this.mesh.workloadsSelected(policy.scope.namespace, policy.scope.selector)
      .filter((workload) => this.assignment.waveOf(workload) !== wave);
    if (others.length === 0) return;
    this.findings.error(this.source, `wave "${wave.name}": ${policyTitle(policy)} also selects ${others.map(workloadTitle).sort().join(', ')}; `
      + 'allowed: workloads of one wave; put them into the wave, or give the pods a label of their own to select by');
  }

  private make(scope: PolicyDraft['scope'], namespace: string, mode: MtlsMode): void {
    this.book.add({ origin: 'generated', source: this.source, scope, namespace, name: 'default', mode, ports: new Map() });
  }
}

/** Nothing that is STRICT is weakened; from `strict` on, everything is STRICT. */
function wantedMode(wave: WaveFacts, today: MtlsMode): MtlsMode {
  return hasReached(wave.step, WaveStep.STRICT) || today === MtlsMode.STRICT ? MtlsMode.STRICT : MtlsMode.PERMISSIVE;
}
