import type { ApiObject } from 'cdk8s';
import type { AppFacts } from './read-app';
import type { PolicyBook } from '../../engine/policy-book';
import type { ResolvedMeshSettings } from '../../model/mesh-settings';
import { PeerAuthenticationFacts, scopeOf } from '../../model/peer-authentication-facts';
import { PolicyDraft, policyTitle } from '../../model/policy-draft';

/** A policy that none of our constructs made, and what exceptions and a migration make of it. */
export interface ReadPolicy {
  readonly facts: PeerAuthenticationFacts;
  readonly draft: PolicyDraft;
  /** The object of the app that may be changed. An item of a List cannot be by itself, nor what lives elsewhere. */
  readonly apiObject?: ApiObject;
  readonly before: string;
}

/** Enters into the book the policies that none of our constructs made, but those that Istio ignores. */
export function readPolicies({ policies: objects, snapshot, settings }: AppFacts, book: PolicyBook): ReadPolicy[] {
  let known: Set<string> | undefined;
  const policies: ReadPolicy[] = [];
  for (const facts of snapshot.peerAuthentications) {
    const object = objects.get(facts.source);
    if (object === undefined) {
      // A dump of the cluster holds what the app emits too.
      known ??= new Set(book.all().map(policyTitle));
      if (known.has(policyTitle(facts))) continue;
      known.add(policyTitle(facts));
    }
    const apiObject = object?.kind === 'PeerAuthentication' ? object : undefined;
    const draft = draftOf(facts, apiObject === undefined ? 'foreign' : 'manifest', settings);
    if (draft === undefined) continue;
    book.add(draft);
    policies.push({ facts, draft, apiObject, before: draftKey(draft) });
  }
  return policies;
}

/** Whether something has changed the policy since it was read. */
export function isChanged({ draft, before }: ReadPolicy): boolean {
  return draftKey(draft) !== before;
}

/** Undefined where Istio ignores the policy. */
function draftOf(facts: PeerAuthenticationFacts, origin: 'manifest' | 'foreign', settings: ResolvedMeshSettings): PolicyDraft | undefined {
  const { namespace, name, created, mode, ports, source, selector } = facts;
  const scope = scopeOf({ namespace, selector }, settings.rootNamespace);
  const rules = new Map([...ports].map(([port, portMode]) => [port, { mode: portMode }]));
  return scope && { origin, source, scope, namespace, name, created, mode, ports: rules };
}

function draftKey(draft: PolicyDraft): string {
  return JSON.stringify([draft.mode, draft.reason, draft.until, [...draft.ports]]);
}
