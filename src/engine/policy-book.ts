import { SelectorIndex } from './selector-index';
import { labelsKey } from '../model/labels';
import { DEFAULT_MODE, EffectiveMode, inherit } from '../model/mode-strength';
import type { PolicyScope } from '../model/peer-authentication-facts';
import type { PolicyDraft } from '../model/policy-draft';
import type { WorkloadFacts } from '../model/workload-facts';

/** All server policies of the mesh, found by scope and by the workloads that they select. */
export class PolicyBook {
  private readonly drafts: PolicyDraft[] = [];
  private readonly byScope = new Map<string, PolicyDraft[]>();
  private readonly selectors = new SelectorIndex<PolicyDraft>();

  public add(draft: PolicyDraft): PolicyDraft {
    this.drafts.push(draft);
    const key = scopeKey(draft.scope);
    this.byScope.set(key, [...this.byScope.get(key) ?? [], draft]);
    if (draft.scope.kind === 'workload') this.selectors.add(draft.scope.namespace, draft.scope.selector, draft);
    return draft;
  }

  public all(): readonly PolicyDraft[] {
    return this.drafts;
  }

  /** The policies of each scope: more than one is a mistake, of which Istio follows the oldest. */
  public scopes(): Iterable<readonly PolicyDraft[]> {
    return this.byScope.values();
  }

  /** The policy of a scope; by name where there are several, as Istio decides among equally old ones. */
  public of(scope: PolicyScope): PolicyDraft | undefined {
    const drafts = this.byScope.get(scopeKey(scope)) ?? [];
    return drafts.reduce<PolicyDraft | undefined>((first, draft) => (first === undefined || draft.name < first.name ? draft : first), undefined);
  }

  /** The workload policies that select a workload. */
  public selecting(workload: WorkloadFacts): PolicyDraft[] {
    return this.selectors.choosing(workload.namespace, workload.podLabels);
  }

  public meshMode(): EffectiveMode {
    return inheritFrom(this.of({ kind: 'mesh' }), DEFAULT_MODE);
  }

  public namespaceMode(namespace: string): EffectiveMode {
    return inheritFrom(this.of({ kind: 'namespace', namespace }), this.meshMode());
  }

  /** The mode of a workload, its ports' exceptions aside. */
  public workloadMode(workload: WorkloadFacts): EffectiveMode {
    const [policy] = this.selecting(workload).sort((a, b) => (a.name < b.name ? -1 : 1));
    return inheritFrom(policy, this.namespaceMode(workload.namespace));
  }

  /** The mode that the policy would have if it said UNSET. */
  public parentMode(draft: PolicyDraft): EffectiveMode {
    switch (draft.scope.kind) {
      case 'mesh': return DEFAULT_MODE;
      case 'namespace': return this.meshMode();
      case 'workload': return this.namespaceMode(draft.scope.namespace);
    }
  }
}

export function scopeKey(scope: PolicyScope): string {
  switch (scope.kind) {
    case 'mesh': return 'mesh';
    case 'namespace': return `namespace ${scope.namespace}`;
    case 'workload': return `workload ${scope.namespace} ${labelsKey(scope.selector)}`;
  }
}

function inheritFrom(draft: PolicyDraft | undefined, parent: EffectiveMode): EffectiveMode {
  return draft === undefined ? parent : inherit(draft.mode, parent);
}
