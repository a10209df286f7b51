import { qualifiedName } from './kubernetes-name';
import type { MtlsMode } from './mtls-mode';
import type { PolicyScope } from './peer-authentication-facts';

/** What one port accepts, and why it differs from its workload. */
export interface PortRule {
  readonly mode: MtlsMode;
  readonly reason?: string;
  readonly until?: string;
  /** Who declares it, where that is not who declares the policy. */
  readonly source?: string;
}

/**
 * A server policy on its way to a manifest: what somebody declared, then what exceptions and a migration made of it.
 *
 * Origins: `construct`, one of ours; `manifest`, an object of the app that we did not make (an Include, Helm), which a
 * migration may update; `generated`, made by an exception or a migration; `foreign`, another repo's, which we only read.
 */
export interface PolicyDraft {
  readonly origin: 'construct' | 'manifest' | 'generated' | 'foreign';
  /** Who declares it: a construct path, or a file. */
  readonly source: string;
  readonly scope: PolicyScope;
  readonly namespace: string;
  readonly name: string;
  /** When the cluster that it was read from made it: Istio follows the oldest. */
  readonly created?: string;
  mode: MtlsMode;
  /** Keyed by workload port; changed by `setPort`. */
  ports: ReadonlyMap<number, PortRule>;
  reason?: string;
  until?: string;
}

/** Shared by all policies without port exceptions, which is most of them. */
export const NO_PORTS: ReadonlyMap<number, PortRule> = new Map();

export function setPort(policy: PolicyDraft, port: number, rule: PortRule): void {
  policy.ports = new Map(policy.ports).set(port, rule);
}

export function policyTitle(policy: Pick<PolicyDraft, 'namespace' | 'name'>): string {
  return `PeerAuthentication ${qualifiedName(policy)}`;
}
