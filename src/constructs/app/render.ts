import type { DestinationRuleSpec } from '../../imports/networking.istio.io';
import type { PeerAuthenticationSpec } from '../../imports/security.istio.io';
import type { PolicyDraft } from '../../model/policy-draft';
import type { ClientPortPolicy } from '../client-port-policy';
import type { ClientTls } from '../client-tls';

/** A generated type with its enums spelled as the texts that they stand for, so that no generated code runs. */
type Spelled<T> = T extends string ? `${T}` : T extends object ? { readonly [K in keyof T]: Spelled<T[K]> } : T;

type PeerAuthenticationManifest = Spelled<PeerAuthenticationSpec>;

export function renderPeerAuthentication({ scope, mode, ports }: Pick<PolicyDraft, 'scope' | 'mode' | 'ports'>): PeerAuthenticationManifest {
  const selector = scope.kind === 'workload' ? { matchLabels: scope.selector } : undefined;
  // cdk8s drops what is undefined.
  return { selector, mtls: { mode }, portLevelMtls: ports.size === 0 ? undefined : renderPorts(ports) };
}

function renderPorts(ports: PolicyDraft['ports']): PeerAuthenticationManifest['portLevelMtls'] {
  const sorted = [...ports].sort(([a], [b]) => a - b);
  return Object.fromEntries(sorted.map(([port, rule]) => [`${port}`, { mode: rule.mode }]));
}

export function renderDestinationRule(host: string, tls: ClientTls, ports: readonly ClientPortPolicy[]): Spelled<DestinationRuleSpec> {
  return {
    host,
    trafficPolicy: {
      tls: tls._settings,
      // A port's entry replaces the top-level settings whole, so it is complete by itself.
      ...(ports.length > 0 && { portLevelSettings: ports.map((entry) => ({ port: { number: entry.port.port }, tls: entry.tls._settings })) }),
    },
  };
}

/** A rule that sets nothing: its host is no longer reached by a wildcard rule, and clients do there what they do without any. */
export function renderExclusion(host: string): Spelled<DestinationRuleSpec> {
  return { host };
}
