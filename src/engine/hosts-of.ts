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
    // A name can make UDP of a TCP port.
    ...portsOf(service.ports, servicePort, (port) => port.isTcp && protocolName(port) !== 'udp'),
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
    ...portsOf(entry.ports, entryPort, ({ protocol }) => protocol.toUpperCase() !== 'UDP'),
    exportTo: entry.exportTo,
  }));
}

function portsOf<P>(all: readonly P[], read: (port: P) => HostPort, isTcp: (port: P) => boolean): Pick<MeshHost, 'ports' | 'claims'> {
  const claims = all.map(read);
  return { claims, ports: all.every(isTcp) ? claims : claims.filter((_, i) => isTcp(all[i])) };
}

function servicePort(port: ServicePortFacts): HostPort {
  const protocol = port.isTcp ? protocolName(port) : 'udp';
  return { number: port.number, name: port.name ?? '', protocol: protocolClass(protocol), isServerFirst: isServerFirst(protocol), target: port.target };
}

function entryPort({ number, name, protocol, targetPort }: ServiceEntryPort): HostPort {
  const text = protocol.toLowerCase();
  return { number, name, protocol: protocolClass(text), isServerFirst: isServerFirst(text), target: targetPort ?? number };
}
