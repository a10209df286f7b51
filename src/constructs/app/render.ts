import type { ClientRule, ClientRulePort } from './client-rule';
import type { DestinationRuleSpec } from '../../imports/networking.istio.io';
import type { PeerAuthenticationSpec } from '../../imports/security.istio.io';
import type { PolicyDraft } from '../../model/policy-draft';
import type { ClientTlsSettings } from '../client-tls';

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

export function renderDestinationRule({ host, tls, ports }: Pick<ClientRule, 'host' | 'tls' | 'ports'>): Spelled<DestinationRuleSpec> {
  if (tls === undefined) return { host };
  return { host, trafficPolicy: { tls: tls._settings, portLevelSettings: ports.length === 0 ? undefined : ports.map(renderPort) } };
}

/** A port's entry replaces the top-level settings whole, so it is complete by itself. */
function renderPort({ number, tls }: ClientRulePort): { readonly port: { readonly number: number }; readonly tls: ClientTlsSettings } {
  return { port: { number }, tls: tls._settings };
}
