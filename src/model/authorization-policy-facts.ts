import type { Labels } from './labels';
import type { ObjectFacts } from './object-facts';

/** What an AuthorizationPolicy says of who calls: only as far as it needs mutual TLS to know that. */
export interface AuthorizationPolicyFacts extends ObjectFacts {
  readonly selector: Labels;
  /** Gateways and Services that it is attached to; a policy with targets is no workload's. */
  readonly targets: readonly string[];
  readonly action: 'ALLOW' | 'DENY' | 'AUDIT' | 'CUSTOM';
  /** Fields that ask for an identity (`principals`, `namespaces`, `serviceAccounts`, `source.principal` …), each once. */
  readonly identityFields: readonly IdentityField[];
}

export interface IdentityField {
  /** Such as `spec.rules[0].from[0].source.principals`. */
  readonly field: string;
  /** The ports that the rule is about; empty: all. */
  readonly ports: readonly number[];
}
