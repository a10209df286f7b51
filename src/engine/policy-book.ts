import { SelectorIndex } from './selector-index';
import { addToGroup } from '../model/group-by';
import { labelsKey } from '../model/labels';
import { DEFAULT_MODE, EffectiveMode, inherit } from '../model/mode-strength';
import { MtlsMode } from '../model/mtls-mode';
import type { PolicyScope } from '../model/peer-authentication-facts';
import type { PolicyDraft } from '../model/policy-draft';
import type { WorkloadFacts } from '../model/workload-facts';

/** All server policies of the mesh, found by scope and by the workloads that they select. */
export class PolicyBook {
  private readonly drafts: PolicyDraft[] = [];
  private readonly mesh: PolicyDraft[] = [];
  private readonly namespaces = new Map<string, PolicyDraft[]>();
  private readonly workloads = new Map<string, PolicyDraft[]>();
  private readonly contestedScopes: PolicyDraft[][] = [];
  private selectors?: SelectorIndex<PolicyDraft>;

  public add(draft: PolicyDraft): PolicyDraft {
    this.drafts.push(draft);
    const sameScope = this.file(draft);
    if (sameScope.length === 2) this.contestedScopes.push(sameScope);
    return draft;
  }

  public all(): readonly PolicyDraft[] {
    return this.drafts;
  }

  /** The policies of each scope that has several: a mistake, as Istio follows the oldest of them. */
  public contested(): readonly (readonly PolicyDraft[])[] {
    return this.contestedScopes;
  }

  /** The policy of a scope; by name where there are several, as Istio decides among equally old ones. */
  public of(scope: PolicyScope): PolicyDraft | undefined {
    switch (scope.kind) {
      case 'mesh': return firstByName(this.mesh);
      case 'namespace': return firstByName(this.namespaces.get(scope.namespace));
      case 'workload': return firstByName(this.workloads.get(scopeKey(scope)));
    }
  }

  /** The workload policies that select a workload. */
  public selecting(workload: WorkloadFacts): PolicyDraft[] {
    this.selectors ??= this.indexSelectors();
    return this.selectors.selecting(workload.namespace, workload.podLabels);
  }

  /** The workload policy in force; by name where several select the workload. */
  public policyOf(workload: WorkloadFacts): PolicyDraft | undefined {
    return firstByName(this.selecting(workload));
  }

  public meshMode(): EffectiveMode {
    return inheritFrom(this.of({ kind: 'mesh' }), DEFAULT_MODE);
  }

  public namespaceMode(namespace: string): EffectiveMode {
    return inheritFrom(this.of({ kind: 'namespace', namespace }), this.meshMode());
  }

  /** The mode of a workload, its ports' exceptions aside. */
  public workloadMode(workload: WorkloadFacts): EffectiveMode {
    return inheritFrom(this.policyOf(workload), this.namespaceMode(workload.namespace));
  }

  /** The mode of a workload's port. */
  public portMode(workload: WorkloadFacts, port: number): EffectiveMode {
    return inherit(this.policyOf(workload)?.ports.get(port)?.mode ?? MtlsMode.UNSET, this.workloadMode(workload));
  }

  /** The mode that the policy would have if it said UNSET. */
  public parentMode(draft: PolicyDraft): EffectiveMode {
    switch (draft.scope.kind) {
      case 'mesh': return DEFAULT_MODE;
      case 'namespace': return this.meshMode();
      case 'workload': return this.namespaceMode(draft.scope.namespace);
    }
  }

  /** Gives the policies of the draft's scope. */
  private file(draft: PolicyDraft): PolicyDraft[] {
    const { scope } = draft;
    switch (scope.kind) {
      case 'mesh':
        this.mesh.push(draft);
        return this.mesh;
      case 'namespace':
        return addToGroup(this.namespaces, scope.namespace, draft);
      case 'workload':
        this.selectors?.add(scope.namespace, scope.selector, draft);
        return addToGroup(this.workloads, scopeKey(scope), draft);
    }
  }

  private indexSelectors(): SelectorIndex<PolicyDraft> {
    const index = new SelectorIndex<PolicyDraft>();
    for (const draft of this.drafts) if (draft.scope.kind === 'workload') index.add(draft.scope.namespace, draft.scope.selector, draft);
    return index;
  }
}

/** One spelling per scope, for use as a key. */
export function scopeKey(scope: PolicyScope): string {
  switch (scope.kind) {
    case 'mesh': return 'mesh';
    case 'namespace': return `namespace ${scope.namespace}`;
    case 'workload': return `workload ${scope.namespace} ${labelsKey(scope.selector)}`;
  }
}

function firstByName(drafts: readonly PolicyDraft[] = []): PolicyDraft | undefined {
  let first: PolicyDraft | undefined;
  for (const draft of drafts) if (first === undefined || draft.name < first.name) first = draft;
  return first;
}

function inheritFrom(draft: PolicyDraft | undefined, parent: EffectiveMode): EffectiveMode {
  return draft === undefined ? parent : inherit(draft.mode, parent);
}
