import { asList, asObject, asText, asTextList, asTexts, isJsonObject, JsonObject } from './json';
import type { Manifest } from './manifest';
import { readObject } from './read-object';
import { isPortNumber } from '../model/port-number';
import type { InlineEndpoint, ServiceEntryFacts, ServiceEntryPort } from '../model/service-entry-facts';

const RESOLUTIONS: readonly ServiceEntryFacts['resolution'][] = ['NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', 'DYNAMIC_DNS'];

export function readServiceEntry(manifest: Manifest, defaultNamespace = ''): ServiceEntryFacts {
  const spec = asObject(manifest.object.spec);
  return {
    ...readObject(manifest, defaultNamespace),
    hosts: asTextList(spec.hosts),
    // Where nothing is written, protobuf's zero values: outside the mesh, and no resolution.
    location: spec.location === 'MESH_INTERNAL' ? 'MESH_INTERNAL' : 'MESH_EXTERNAL',
    resolution: RESOLUTIONS.find((known) => known === spec.resolution) ?? 'NONE',
    ports: asList(spec.ports).flatMap(readPort),
    endpoints: asList(spec.endpoints).filter(isJsonObject).map(readEndpoint),
    workloadSelector: isJsonObject(spec.workloadSelector) ? asTexts(spec.workloadSelector.labels) : undefined,
    exportTo: asTextList(spec.exportTo),
  };
}

/** The ports of an endpoint or a WorkloadEntry, by the names of the ports in front of them. */
export function readNamedPorts(ports: unknown): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(asObject(ports)).filter((entry): entry is [string, number] => isPortNumber(entry[1])));
}

function readPort(port: unknown): ServiceEntryPort[] {
  const { number, name, protocol, targetPort } = asObject(port);
  if (!isPortNumber(number)) return [];
  return [{ number, name: asText(name) ?? '', protocol: asText(protocol) ?? '', targetPort: isPortNumber(targetPort) ? targetPort : undefined }];
}

function readEndpoint({ address, labels, serviceAccount, ports }: JsonObject): InlineEndpoint {
  return { address: asText(address) ?? '', labels: asTexts(labels), serviceAccount: asText(serviceAccount) || undefined, ports: readNamedPorts(ports) };
}
