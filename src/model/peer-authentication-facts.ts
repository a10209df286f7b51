import type { Labels } from './labels';
import type { MtlsMode } from './mtls-mode';
import type { ObjectFacts } from './object-facts';

/** Where a PeerAuthentication acts. */
export type PolicyScope =
  | { readonly kind: 'mesh' }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | { readonly kind: 'workload'; readonly namespace: string; readonly selector: Labels };

/** A PeerAuthentication as a manifest has it. */
export interface PeerAuthenticationFacts extends ObjectFacts {
  /** Empty: the whole namespace, or the whole mesh when it lies in the root namespace. */
  readonly selector: Labels;
  /** Whether the manifest has `spec.selector`, if only an empty one: ambient mode tells it from none. */
  readonly hasSelector: boolean;
  readonly mode: MtlsMode;
  /** Keyed by workload port. */
  readonly ports: ReadonlyMap<number, MtlsMode>;
  /** What the API server would refuse, where nobody asked it: each is a mistake to report. */
  readonly invalid: readonly InvalidField[];
}

/** A field whose value no API server takes. */
export interface InvalidField {
  readonly field: string;
  readonly got: string;
  readonly allowed: string;
}

/**
 * The scope of a policy; undefined where Istio ignores it whole (a selector in the root namespace).
 * Mirrors istio pilot/pkg/security/authn/policy_applier.go, ComposePeerAuthentication.
 */
export function scopeOf(policy: Pick<PeerAuthenticationFacts, 'namespace' | 'selector'>, rootNamespace: string): PolicyScope | undefined {
  const { namespace, selector } = policy;
  const selectsAll = Object.keys(selector).length === 0;
  if (namespace === rootNamespace) return selectsAll ? { kind: 'mesh' } : undefined;
  return selectsAll ? { kind: 'namespace', namespace } : { kind: 'workload', namespace, selector };
}
