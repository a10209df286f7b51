import { hostOf } from './host-names';
import type { HostPort, MeshHost } from './mesh-host';
import { isServerFirst, protocolClass, protocolName } from './port-protocol';
import type { ResolvedMeshSettings } from '../model/mesh-settings';
import type { ServiceEntryFacts, ServiceEntryPort } from '../model/service-entry-facts';
import type { ServiceFacts, ServicePortFacts } from '../model/service-facts';

const EXPORT_TO = 'networking.istio.io/exportTo';

/** The host of a Service; undefined for an ExternalName, which is another host's alias. */
export function hostOfService(service: ServiceFacts, settings: Pick<ResolvedMeshSettings, 'clusterDomain'>): MeshHost | undefined {
  if (service.type === 'ExternalName') return undefined;
  const exportTo = service.annotations[EXPORT_TO];
  return {
    host: hostOf(settings, service),
    namespace: service.namespace,
    kind: 'Service',
    object: service,
    discovery: service.isHeadless ? 'original-dst' : 'endpoints',
    isExternal: false,
    ports: service.ports.filter((port) => port.isTcp).map(servicePort),
    exportTo: exportTo === undefined ? [] : exportTo.split(',').map((text) => text.trim()),
  };
}

export function hostsOfServiceEntry(entry: ServiceEntryFacts): MeshHost[] {
  return entry.hosts.map((host) => ({
    host,
    namespace: entry.namespace,
    kind: 'ServiceEntry',
    object: entry,
    discovery: entry.resolution === 'NONE' ? 'original-dst' : entry.resolution === 'STATIC' ? 'endpoints' : 'dns',
    isExternal: entry.location === 'MESH_EXTERNAL',
    ports: entry.ports.filter((port) => port.protocol.toUpperCase() !== 'UDP').map(entryPort),
    exportTo: entry.exportTo,
  }));
}

function servicePort(port: ServicePortFacts): HostPort {
  const protocol = protocolName(port);
  return { number: port.number, name: port.name ?? '', protocol: protocolClass(protocol), isServerFirst: isServerFirst(protocol), target: port.target };
}

function entryPort({ number, name, protocol, targetPort }: ServiceEntryPort): HostPort {
  const text = protocol.toLowerCase();
  return { number, name, protocol: protocolClass(text), isServerFirst: isServerFirst(text), target: targetPort ?? number };
}
