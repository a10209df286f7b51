import type { RuleName } from './rules';
import { qualifiedName } from '../model/kubernetes-name';
import type { ObjectFacts } from '../model/object-facts';

/** One link of the chain that leads to an answer: the rule, the object and field that it found, and what it made of them. */
export interface Reason {
  readonly rule: RuleName;
  /** In plain words; begins with a small letter and has no full stop. */
  readonly text: string;
  /** Undefined where no object says it: a default. */
  readonly object?: ReasonObject;
  /** Such as `spec.mtls.mode`. */
  readonly field?: string;
}

export interface ReasonObject extends ObjectFacts {
  readonly kind: string;
}

/** An object as a reason names it. */
export function objectOf(kind: string, facts: ObjectFacts): ReasonObject {
  const { namespace, name, source, line } = facts;
  return { kind, namespace, name, source, line };
}

/** Such as `PeerAuthentication shop/default`. */
export function resourceOf(object: Pick<ReasonObject, 'kind' | 'namespace' | 'name'>): string {
  return `${object.kind} ${qualifiedName(object)}`;
}
