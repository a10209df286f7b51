import type { MergedRule, MergedSubset } from './merged-rule';
import type { MeshHost } from './mesh-host';
import type { DestinationRuleFacts, PortTrafficPolicyFacts, TlsSetting, TrafficPolicyFacts } from '../model/destination-rule-facts';

/** A TLS setting and the rule that has it. */
export interface FoundTls {
  readonly tls: TlsSetting;
  readonly rule: DestinationRuleFacts;
}

/** What a rule makes of one port of a host, and of one subset. */
export interface PortTraffic {
  /** What the proxy's cluster says; undefined: nothing, which leaves it to auto mTLS. */
  readonly cluster?: FoundTls;
  /** What decides for each server whether it gets mutual TLS, where the cluster leaves it open. */
  readonly endpoint?: FoundTls;
  /** The entry of `portLevelSettings` that hides what is above it. */
  readonly portEntry?: { readonly field: string; readonly rule: DestinationRuleFacts };
  readonly isPassthrough: boolean;
  /** Whether the rule's top, or the subset's, says PASSTHROUGH, its ports aside: that alone decides how Istio guesses the service's mode. */
  readonly isTopPassthrough: boolean;
}

/** Whether clients go to the very address that the application dialled: gateways cannot, but where a rule tells them to. */
export function goesWhereDialled(host: Pick<MeshHost, 'discovery'>, client: 'sidecar' | 'gateway', { isPassthrough }: PortTraffic): boolean {
  return isPassthrough || (host.discovery === 'original-dst' && client === 'sidecar');
}

/**
 * The traffic policy for a port and subset. Istio computes TLS twice, by different rules: for the cluster, where an entry
 * for the port hides all that is above it, and for each endpoint, where an entry without TLS hides nothing.
 * Mirrors istio pilot/pkg/networking/util/util.go MergeSubsetTrafficPolicy and pilot/pkg/xds/endpoints/mtls_checker.go.
 */
export function portTraffic(rule: MergedRule, port: number, subset: MergedSubset | undefined): PortTraffic {
  const top = rule.trafficPolicy;
  const topEntry = entryOf(top, port);
  const base = topEntry ?? top;
  const own = subset?.trafficPolicy;
  const ownEntry = entryOf(own, port);
  const ofSubset = { policy: own, entry: ownEntry, rule: subset?.rule };
  const ofTop = { policy: top, entry: topEntry, rule: rule.policyFrom };
  return {
    cluster: clusterTls(ofSubset, ofTop),
    endpoint: endpointTls(ofSubset) ?? endpointTls(ofTop),
    portEntry: ofEntry(ownEntry, subset?.rule) ?? ofEntry(topEntry, rule.policyFrom),
    // A subset's cluster begins as the host's own: what that has become, the subset cannot take back.
    isPassthrough: [base, own, ownEntry].some((policy) => policy?.loadBalancer === 'PASSTHROUGH'),
    isTopPassthrough: (subset === undefined ? top : own)?.loadBalancer === 'PASSTHROUGH',
  };
}

/** A traffic policy, its entry for the port, and the rule that has both. */
interface Level {
  readonly policy?: TrafficPolicyFacts;
  readonly entry?: PortTrafficPolicyFacts;
  readonly rule?: DestinationRuleFacts;
}

/** An entry hides all above it, with TLS or without; a subset's, the whole rule's too. */
function clusterTls(ofSubset: Level, ofTop: Level): FoundTls | undefined {
  if (ofSubset.entry !== undefined) return found(ofSubset.entry.tls, ofSubset.rule);
  return found(ofSubset.policy?.tls, ofSubset.rule) ?? found((ofTop.entry ?? ofTop.policy)?.tls, ofTop.rule);
}

function endpointTls({ policy, entry, rule }: Level): FoundTls | undefined {
  return found(entry?.tls ?? policy?.tls, rule);
}

function found(tls: TlsSetting | undefined, rule: DestinationRuleFacts | undefined): FoundTls | undefined {
  return tls && rule && { tls, rule };
}

function entryOf(policy: TrafficPolicyFacts | undefined, port: number): PortTrafficPolicyFacts | undefined {
  return policy?.ports.find((entry) => entry.port === port);
}

function ofEntry(entry: PortTrafficPolicyFacts | undefined, rule: DestinationRuleFacts | undefined): PortTraffic['portEntry'] {
  return entry && rule && { field: entry.field, rule };
}
