import { asList, asObject, asText, asTextList, asTexts, isJsonObject, JsonObject } from './json';
import type { Manifest } from './manifest';
import { isDefault } from './protobuf-json';
import { readObject } from './read-object';
import { ClientTlsMode } from '../model/client-tls-mode';
import type {
  ClientTlsModeText, DestinationRuleFacts, LoadBalancing, PortTrafficPolicyFacts, SubsetFacts, TlsSetting, TrafficPolicyFacts,
} from '../model/destination-rule-facts';
import { isPortNumber } from '../model/port-number';

const MODES: readonly ClientTlsModeText[] = Object.values(ClientTlsMode);

export function readDestinationRule(manifest: Manifest, defaultNamespace = ''): DestinationRuleFacts {
  const spec = asObject(manifest.object.spec);
  return {
    ...readObject(manifest, defaultNamespace),
    host: asText(spec.host) ?? '',
    trafficPolicy: readTrafficPolicy('spec.trafficPolicy', spec.trafficPolicy),
    subsets: asList(spec.subsets).flatMap((subset, i) => (isJsonObject(subset) ? [readSubset(`spec.subsets[${i}]`, subset)] : [])),
    exportTo: asTextList(spec.exportTo),
    // An empty selector is one: istiod keeps the rule to its namespace.
    workloadSelector: isJsonObject(spec.workloadSelector) ? asTexts(spec.workloadSelector.matchLabels) : undefined,
  };
}

function readSubset(field: string, subset: JsonObject): SubsetFacts {
  return {
    field,
    name: asText(subset.name) ?? '',
    labels: asTexts(subset.labels),
    trafficPolicy: readTrafficPolicy(`${field}.trafficPolicy`, subset.trafficPolicy),
  };
}

function readTrafficPolicy(field: string, policy: unknown): TrafficPolicyFacts | undefined {
  if (!isJsonObject(policy)) return undefined;
  return {
    tls: readTls(field, policy.tls),
    ports: asList(policy.portLevelSettings).flatMap((entry, i) => (isJsonObject(entry) ? [readPort(`${field}.portLevelSettings[${i}]`, entry)] : [])),
    loadBalancer: readBalancing(policy.loadBalancer),
  };
}

function readPort(field: string, entry: JsonObject): PortTrafficPolicyFacts {
  const { number } = asObject(entry.port);
  // An entry without a port is about none, as no service port is numbered 0.
  const port = typeof number === 'number' ? number : 0;
  return { field, port, tls: readTls(field, entry.tls, isPortNumber(port) ? port : undefined), loadBalancer: readBalancing(entry.loadBalancer) };
}

function readTls(field: string, tls: unknown, port?: number): TlsSetting | undefined {
  if (!isJsonObject(tls)) return undefined;
  const written = MODES.find((known) => known === tls.mode);
  return {
    field: `${field}.tls`,
    // `tls: {}` and `tls: {sni: x}` are DISABLE: protobuf's zero value. See istio.io/api destination_rule.proto.
    mode: written ?? 'DISABLE',
    isWritten: written !== undefined,
    unknownMode: written === undefined && !isDefault(tls.mode) ? JSON.stringify(tls.mode) : undefined,
    port,
    credentialName: asText(tls.credentialName) || undefined,
    hasOwnCertificate: Boolean(asText(tls.clientCertificate) && asText(tls.privateKey)),
  };
}

function readBalancing(loadBalancer: unknown): LoadBalancing | undefined {
  if (!isJsonObject(loadBalancer)) return undefined;
  return loadBalancer.simple === 'PASSTHROUGH' ? 'PASSTHROUGH' : 'OTHER';
}
