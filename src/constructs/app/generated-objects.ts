import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { ClientRule } from './client-rule';
import { constructAt } from './construct-at';
import { DependencyEdge, dependencyEdges, inheritDependencies } from './inherit-dependencies';
import type { ResolvedApp } from './resolve-app';
import type { PolicyDraft } from '../../model/policy-draft';
import { GeneratedPolicy } from '../private/generated-policy';
import { GeneratedRule } from '../private/generated-rule';

/** The objects that exceptions and migrations add to the tree, kept in step with each new answer. */
export class GeneratedObjects {
  private readonly policies = new Map<string, GeneratedPolicy>();
  private readonly rules = new Map<string, GeneratedRule>();

  public constructor(private readonly root: IConstruct) {}

  public update(app: ResolvedApp): void {
    if (this.policies.size + this.rules.size + app.generated.length + app.generatedRules.length === 0) return;
    const edges = dependencyEdges(this.root);
    const ownerOf = (draft: PolicyDraft | ClientRule) => constructAt(this.root, draft.source);
    reconcile(this.policies, app.generated, edges, (draft) => new GeneratedPolicy(ownerOf(draft), idOf('PeerAuthentication', draft), draft));
    reconcile(this.rules, app.generatedRules, edges, (rule) => new GeneratedRule(ownerOf(rule), idOf('DestinationRule', rule), rule));
  }
}

/** Removes what is no longer wanted, updates what stays, adds what is new. */
function reconcile<D extends PolicyDraft | ClientRule, O extends ApiObject & { _draft: D }>(
  known: Map<string, O>, wanted: readonly D[], edges: readonly DependencyEdge[], make: (draft: D) => O,
): void {
  const byKey = new Map(wanted.map((draft) => [`${draft.source} ${draft.namespace}/${draft.name}`, draft]));
  for (const [key, object] of known) {
    if (byKey.has(key)) continue;
    object.node.scope?.node.tryRemoveChild(object.node.id);
    known.delete(key);
  }
  for (const [key, draft] of byKey) {
    const object = known.get(key);
    if (object !== undefined) {
      object._draft = draft;
      continue;
    }
    const added = make(draft);
    known.set(key, added);
    inheritDependencies(added, edges);
  }
}

function idOf(kind: string, draft: PolicyDraft | ClientRule): string {
  return `${kind}-${draft.namespace}-${draft.name}`;
}
