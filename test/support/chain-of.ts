import { Reason, resourceOf } from '../../src/engine/reason';

/** Reasons in one line each, for tests to compare: `mesh-policy PeerAuthentication istio-system/default spec.mtls.mode`. */
export function chainOf(reasons: readonly Reason[]): string[] {
  return reasons.map(({ rule, object, field }) => [rule, object && resourceOf(object), field].filter((part) => part !== undefined).join(' '));
}
