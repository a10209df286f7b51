import { SelectorIndex } from './selector-index';
import { hasDuplicates } from '../model/duplicates';
import { addToGroup, groupBy } from '../model/group-by';
import { labelsKey } from '../model/labels';
import { DEFAULT_MODE, EffectiveMode, inherit } from '../model/mode-strength';
import { MtlsMode } from '../model/mtls-mode';
import { byAge } from '../model/object-facts';
import type { PolicyScope } from '../model/peer-authentication-facts';
import type { PolicyDraft } from '../model/policy-draft';
import type { WorkloadFacts } from '../model/workload-facts';

/** All server policies of the mesh, found by scope and by the workloads that they select. */
export class PolicyBook {
  private readonly drafts: PolicyDraft[] = [];
  // Made when they are first asked for: an app whose policies are all STRICT asks for neither.
  private scopes?: Map<string, PolicyDraft[]>;
  private selectors?: SelectorIndex<PolicyDraft>;

  public add(draft: PolicyDraft): PolicyDraft {
    const { scope } = draft;
    this.drafts.push(draft);
    if (this.scopes) addToGroup(this.scopes, scopeKey(scope), draft);
    if (scope.kind === 'workload') this.selectors?.add(scope.namespace, scope.selector, draft);
    return draft;
  }

  public all(): readonly PolicyDraft[] {
    return this.drafts;
  }

  /** The policies of each scope that has several: a mistake, as Istio follows the oldest of them. */
  public contested(): PolicyDraft[][] {
    if (!hasDuplicates(this.drafts, ({ scope }) => scopeKey(scope))) return [];
    return [...this.byScope().values()].filter((drafts) => drafts.length > 1);
  }

  /** The policies of a policy's scope, itself among them. */
  public ofSameScope({ scope }: PolicyDraft): readonly PolicyDraft[] {
    return this.byScope().get(scopeKey(scope)) ?? [];
  }

  /** The policy of a scope: the oldest, where there are several. */
  public of(scope: PolicyScope): PolicyDraft | undefined {
    return oldest(this.byScope().get(scopeKey(scope)));
  }

  /** The workload policies that select a workload. */
  public selecting(workload: WorkloadFacts): PolicyDraft[] {
    this.selectors ??= this.indexSelectors();
    return this.selectors.selecting(workload.namespace, workload.podLabels);
  }

  /** The workload policy in force: the oldest, where several select the workload. */
  public policyOf(workload: WorkloadFacts): PolicyDraft | undefined {
    return oldest(this.selecting(workload));
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

  private byScope(): Map<string, PolicyDraft[]> {
    this.scopes ??= groupBy(this.drafts, ({ scope }) => scopeKey(scope));
    return this.scopes;
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

/** What no cluster has yet is newer than what one has; of equally old ones, Istio follows the first by name. */
function oldest(drafts: readonly PolicyDraft[] = []): PolicyDraft | undefined {
  let first: PolicyDraft | undefined;
  for (const draft of drafts) if (first === undefined || byAge(draft, first) < 0) first = draft;
  return first;
}

function inheritFrom(draft: PolicyDraft | undefined, parent: EffectiveMode): EffectiveMode {
  return draft === undefined ? parent : inherit(draft.mode, parent);
}
