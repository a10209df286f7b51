import type { Assignment } from './assign-waves';
import type { WaveFacts } from './migration-facts';
import { reportUnexplainedPolicies, reportUnexplainedPorts } from './report-unexplained';
import { hasReached, WaveStep } from './wave-step';
import type { MeshModel } from '../engine/mesh-model';
import type { PolicyBook } from '../engine/policy-book';
import { describeWorkloads } from '../engine/resolve-port';
import { broadFirst, othersSelected, workloadPolicy } from '../engine/workload-policy';
import type { Findings } from '../model/findings';
import { MtlsMode } from '../model/mtls-mode';
import { NO_PORTS, policyTitle, PolicyDraft, PortRule } from '../model/policy-draft';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

/** Sets the modes that the step of a wave wants, in the policy that is there or in one that it makes. */
export class StepModes {
  private readonly theirs: { readonly wave: WaveFacts; readonly policy: PolicyDraft; readonly wanted: MtlsMode }[] = [];
  /** The policies of each wave, whether the wave has changed them or not. */
  private readonly seen: { readonly wave: WaveFacts; readonly policy: PolicyDraft }[] = [];

  public constructor(
    private readonly mesh: MeshModel,
    private readonly book: PolicyBook,
    private readonly source: string,
    private readonly assignment: Assignment,
    private readonly findings: Findings,
  ) {}

  public applyToWorkloads(wave: WaveFacts, workloads: readonly WorkloadFacts[]): void {
    for (const workload of broadFirst(this.mesh, workloads)) {
      if (workload.namespace === this.mesh.settings.rootNamespace) {
        this.findings.error(this.source, `wave "${wave.name}": ${workloadTitle(workload)} is in the root namespace, where Istio ignores policies with a selector; `
          + 'allowed: workloads of other namespaces; take it out of the wave');
        continue;
      }
      if (this.isDoubled(wave, workloadTitle(workload), this.book.selecting(workload))) continue;
      const wanted = wantedMode(wave, this.book.workloadMode(workload));
      const policy = this.book.policyOf(workload) ?? workloadPolicy(this.mesh, this.book, workload, this.source, this.findings);
      if (policy === undefined) continue;
      this.checkShared(wave, policy);
      this.set(wave, policy, wanted);
    }
  }

  public applyToNamespaces(wave: WaveFacts): void {
    for (const namespace of this.assignment.namespacesOf(wave)) {
      if (namespace === this.mesh.settings.rootNamespace) {
        this.findings.error(this.source, `wave "${wave.name}": got namespace ${namespace}, the root namespace, where a policy is mesh-wide; `
          + 'allowed: other namespaces; take it out of the wave');
        continue;
      }
      this.bring(wave, { kind: 'namespace', namespace }, `namespace ${namespace}`, wantedMode(wave, this.book.namespaceMode(namespace)));
      const workloads = this.mesh.workloadsIn(namespace).filter((workload) => this.assignment.waveOf(workload) === wave);
      for (const workload of workloads) this.releaseWorkload(wave, workload);
      this.reportUnprotected(wave, namespace, workloads);
    }
  }

  /** A policy protects only pods that have a proxy. */
  private reportUnprotected(wave: WaveFacts, namespace: string, workloads: readonly WorkloadFacts[]): void {
    if (!hasReached(wave.step, WaveStep.STRICT) || workloads.length === 0) return;
    if (workloads.some((workload) => this.mesh.dataPlaneOf(workload) !== 'none')) return;
    this.findings.report('info', this.source, `wave "${wave.name}" at ${wave.step}: no workload of namespace ${namespace} has a proxy, so its policy protects none of them yet: `
      + `got ${describeWorkloads(workloads)}; inject sidecars, or enrol them in ambient mode`);
  }

  /** The mesh-wide STRICT. */
  public lock(wave: WaveFacts): void {
    this.bring(wave, { kind: 'mesh' }, 'the mesh', MtlsMode.STRICT);
  }

  /** What stays weaker than STRICT for no reason that anybody gave: known once the exceptions are in their policies. */
  public reportUnexplained(waves: readonly WaveFacts[]): void {
    for (const { wave, policy } of this.seen) reportUnexplainedPorts(this.source, wave, policy, this.findings);
    for (const wave of waves) reportUnexplainedPolicies(this.mesh, this.book, this.source, wave, this.assignment, this.findings);
  }

  /** Whole workloads that stay PERMISSIVE; `meant` are those of all such exceptions. */
  public except(workloads: readonly WorkloadFacts[], rule: PortRule, meant: ReadonlySet<WorkloadFacts>): void {
    for (const workload of broadFirst(this.mesh, workloads)) {
      const known = this.book.policyOf(workload);
      if (known?.origin === 'foreign' && known.mode === rule.mode) continue;
      const policy = workloadPolicy(this.mesh, this.book, workload, this.source, this.findings);
      if (policy === undefined) continue;
      this.reportOthers(workload, policy, meant);
      policy.mode = rule.mode;
      policy.reason = rule.reason;
      policy.until = rule.until;
    }
  }

  /** Policies of others can only be checked, and one that inherits only once all of ours have their modes. */
  public checkTheirs(): void {
    for (const { wave, policy, wanted } of this.theirs) {
      if (policy.mode === wanted || (policy.mode === MtlsMode.UNSET && this.book.parentMode(policy) === wanted)) continue;
      this.findings.error(this.source, `wave "${wave.name}" at ${wave.step}: ${policyTitle(policy)} (${policy.source}) is not this app's: got ${policy.mode}; `
        + `allowed: ${wanted}; change it where it is kept, then take the step`);
    }
  }

  /** A policy for several workloads would give the exception to all of them. */
  private reportOthers(workload: WorkloadFacts, policy: PolicyDraft, meant: ReadonlySet<WorkloadFacts>): void {
    const others = othersSelected(this.mesh, policy, meant);
    if (others.length === 0) return;
    this.findings.error(this.source, `exception of ${workloadTitle(workload)} would also be one of ${describeWorkloads(others)}, which ${policyTitle(policy)} (${policy.source}) selects too; `
      + 'allowed: an exception for every workload of the policy; give these one of their own, or write a policy for each workload');
  }

  /** A policy for one workload of the namespace holds it back when its own mode is weaker than the wave's. */
  private releaseWorkload(wave: WaveFacts, workload: WorkloadFacts): void {
    const policies = this.book.selecting(workload);
    if (this.isDoubled(wave, workloadTitle(workload), policies)) return;
    for (const policy of policies) {
      if (policy.mode === MtlsMode.UNSET) this.seen.push({ wave, policy });
      else this.set(wave, policy, wantedMode(wave, policy.mode));
    }
  }

  private set(wave: WaveFacts, policy: PolicyDraft, wanted: MtlsMode): void {
    this.seen.push({ wave, policy });
    if (policy.origin === 'foreign') {
      this.theirs.push({ wave, policy, wanted });
      return;
    }
    if (policy.mode === wanted) return;
    policy.mode = wanted;
    // The reason was about the mode that is no more.
    policy.reason = undefined;
    policy.until = undefined;
  }

  private checkShared(wave: WaveFacts, policy: PolicyDraft): void {
    const others = othersSelected(this.mesh, policy, new Set()).filter((workload) => this.assignment.waveOf(workload) !== wave);
    if (others.length === 0) return;
    this.findings.error(this.source, `wave "${wave.name}": ${policyTitle(policy)} also selects ${describeWorkloads(others)}; `
      + 'allowed: workloads of one wave; put them into the wave, or give the pods a label of their own to select by');
  }

  /** Brings the one policy of a namespace or of the mesh to a mode. */
  private bring(wave: WaveFacts, scope: WholeScope, title: string, wanted: MtlsMode): void {
    const policy = this.book.of(scope);
    if (policy !== undefined && this.isDoubled(wave, title, this.book.ofSameScope(policy))) return;
    const namespace = scope.kind === 'namespace' ? scope.namespace : this.mesh.settings.rootNamespace;
    if (policy !== undefined) this.set(wave, policy, wanted);
    else this.book.add({ origin: 'generated', source: this.source, scope, namespace, name: 'default', mode: wanted, ports: NO_PORTS });
  }

  /** Which of two policies is the older one, and so the one to change, no manifest tells. */
  private isDoubled(wave: WaveFacts, title: string, policies: readonly PolicyDraft[]): boolean {
    // A construct reports that itself.
    if (policies.length < 2 || policies.some(({ origin }) => origin === 'construct') || policies.every(({ origin }) => origin === 'foreign')) return false;
    const titles = policies.map((policy) => `${policyTitle(policy)} (${policy.source})`).sort().join(' and ');
    this.findings.error(this.source, `wave "${wave.name}": ${title} has ${policies.length} policies: got ${titles}; `
      + 'allowed: one, as Istio follows the oldest and ignores the others; keep one of them');
    return true;
  }
}

type WholeScope = Exclude<PolicyDraft['scope'], { kind: 'workload' }>;

/** Nothing that is STRICT is weakened; from `strict` on, everything is STRICT. */
function wantedMode(wave: WaveFacts, today: MtlsMode): MtlsMode {
  return hasReached(wave.step, WaveStep.STRICT) || today === MtlsMode.STRICT ? MtlsMode.STRICT : MtlsMode.PERMISSIVE;
}
