import type { MeshIndex } from './mesh-index';
import { LabelIndex } from './selector-index';
import { labelsKey } from '../model/labels';
import { MtlsMode } from '../model/mtls-mode';
import { PeerAuthenticationFacts, scopeOf } from '../model/peer-authentication-facts';
import type { WorkloadFacts } from '../model/workload-facts';

/** Which servers each policy is for, virtual machines among them. */
export class PolicyReach {
  private entries?: LabelIndex<WorkloadFacts>;
  /** Checks ask for the same policies one after the other. Of equal selectors, each is asked for by itself. */
  private readonly selected = new Map<string, Map<object, readonly WorkloadFacts[]>>();

  public constructor(private readonly mesh: MeshIndex) {}

  /** The servers that a selector selects; all of the namespace where it is empty. */
  public selectedBy(namespace: string, selector: Readonly<Record<string, string>>): readonly WorkloadFacts[] {
    let ofNamespace = this.selected.get(namespace);
    if (ofNamespace === undefined) this.selected.set(namespace, ofNamespace = new Map());
    let workloads = ofNamespace.get(selector);
    if (workloads === undefined) ofNamespace.set(selector, workloads = this.findSelected(namespace, selector));
    return workloads;
  }

  private findSelected(namespace: string, selector: Readonly<Record<string, string>>): readonly WorkloadFacts[] {
    const pods = this.mesh.workloadsSelected(namespace, selector);
    const { workloadEntries } = this.mesh.snapshot;
    if (workloadEntries.length === 0) return pods;
    this.entries ??= indexOf(workloadEntries);
    return [...pods, ...this.entries.selectedBy(namespace, selector)];
  }

  /** Whether Istio follows a policy for anything: it is not in the wrong place, and not behind another. */
  public isFollowed(policy: PeerAuthenticationFacts): boolean {
    const { policies } = this.mesh;
    const scope = scopeOf(policy, policies.rootNamespace);
    switch (scope?.kind) {
      case undefined: return false;
      case 'mesh': return policies.meshPolicies()[0] === policy;
      case 'namespace': return policies.namespacePolicies(scope.namespace)[0] === policy;
      case 'workload': return this.selectedBy(scope.namespace, scope.selector).some((workload) => policies.selecting(workload)[0] === policy);
    }
  }

  /** The servers whose mode is the policy's own: nothing nearer to them says otherwise. */
  public governedBy(policy: PeerAuthenticationFacts): readonly WorkloadFacts[] {
    const { policies, snapshot } = this.mesh;
    const scope = scopeOf(policy, policies.rootNamespace);
    const hasNoPolicy = (workload: WorkloadFacts): boolean => isUnset(policies.selecting(workload)[0]);
    const hasNone = (workload: WorkloadFacts): boolean => hasNoPolicy(workload) && isUnset(policies.namespacePolicies(workload.namespace)[0]);
    switch (scope?.kind) {
      case undefined: return [];
      case 'mesh':
        if (policies.meshPolicies()[0] !== policy) return [];
        return [...snapshot.workloads, ...snapshot.workloadEntries].filter(hasNone);
      case 'namespace': return policies.namespacePolicies(scope.namespace)[0] === policy ? this.selectedBy(scope.namespace, {}).filter(hasNoPolicy) : [];
      case 'workload': return this.selectedBy(scope.namespace, scope.selector).filter((workload) => policies.selecting(workload)[0] === policy);
    }
  }
}

/** One spelling per scope: policies of the same one are rivals, whatever workloads there are. */
export function scopeKey(policy: PeerAuthenticationFacts, rootNamespace: string): string | undefined {
  const scope = scopeOf(policy, rootNamespace);
  return scope === undefined ? undefined : `${scope.kind === 'mesh' ? '' : scope.namespace}\n${scope.kind === 'workload' ? labelsKey(scope.selector) : ''}`;
}

function isUnset(policy: PeerAuthenticationFacts | undefined): boolean {
  return policy === undefined || policy.mode === MtlsMode.UNSET;
}

function indexOf(entries: readonly WorkloadFacts[]): LabelIndex<WorkloadFacts> {
  const index = new LabelIndex<WorkloadFacts>();
  for (const entry of entries) index.add(entry.namespace, entry.podLabels, entry);
  return index;
}
