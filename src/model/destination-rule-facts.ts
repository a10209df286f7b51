import type { ClientTlsMode } from './client-tls-mode';
import { qualifiedName } from './kubernetes-name';
import type { Labels } from './labels';
import type { ObjectFacts } from './object-facts';

/** A TLS mode as manifests spell it. */
export type ClientTlsModeText = `${ClientTlsMode}`;

/** One place in a rule that sets TLS: the top, a port, a subset, or a port of a subset. */
export interface TlsSetting {
  /** Such as `spec.trafficPolicy.tls`. */
  readonly field: string;
  readonly mode: ClientTlsModeText;
  /** Whether the mode is written out: `tls: {}` means DISABLE without saying so. */
  readonly isWritten: boolean;
  /** What is written in place of a mode, as JSON, where it is none: no API server takes it. */
  readonly unknownMode?: string;
  /** The service port, where the setting is about one. */
  readonly port?: number;
  readonly credentialName?: string;
  /** Whether both files that MUTUAL needs are named. */
  readonly hasOwnCertificate: boolean;
}

/** A traffic policy: at the top of a rule, or a subset's. */
export interface TrafficPolicyFacts {
  readonly tls?: TlsSetting;
  /** Entries of `portLevelSettings`, with TLS or without: an entry hides what is above it, either way. */
  readonly ports: readonly PortTrafficPolicyFacts[];
  readonly loadBalancer?: LoadBalancing;
}

/** How clients choose among the servers. PASSTHROUGH: they go to the very address that the application dialled. */
export type LoadBalancing = 'PASSTHROUGH' | 'OTHER';

export interface PortTrafficPolicyFacts {
  readonly field: string;
  readonly port: number;
  readonly tls?: TlsSetting;
  readonly loadBalancer?: LoadBalancing;
}

export interface SubsetFacts {
  readonly field: string;
  readonly name: string;
  readonly labels: Labels;
  readonly trafficPolicy?: TrafficPolicyFacts;
}

/** A DestinationRule as a manifest has it. */
export interface DestinationRuleFacts extends ObjectFacts {
  readonly host: string;
  readonly trafficPolicy?: TrafficPolicyFacts;
  readonly subsets: readonly SubsetFacts[];
  /** Empty: as mesh config says, which is everywhere by default. */
  readonly exportTo: readonly string[];
  /** Which clients of the rule's namespace it is for; undefined: all. */
  readonly workloadSelector?: Labels;
}

export function ruleTitle(rule: Pick<DestinationRuleFacts, 'namespace' | 'name'>): string {
  return `DestinationRule ${qualifiedName(rule)}`;
}

/** Every place of a rule that sets TLS, in the order of the manifest. */
export function tlsSettingsOf({ trafficPolicy, subsets }: Pick<DestinationRuleFacts, 'trafficPolicy' | 'subsets'>): TlsSetting[] {
  return [trafficPolicy, ...subsets.map((subset) => subset.trafficPolicy)]
    .flatMap((policy) => (policy === undefined ? [] : [policy.tls, ...policy.ports.map((port) => port.tls)]))
    .filter((tls) => tls !== undefined);
}
