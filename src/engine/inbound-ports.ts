import type { HostPort, MeshHost } from './mesh-host';
import type { MeshIndex } from './mesh-index';
import type { PortProtocol } from './port-protocol';
import { protocolClass } from './port-protocol';
import { byAge } from '../model/object-facts';
import type { WorkloadFacts } from '../model/workload-facts';

/**
 * What a sidecar takes the bytes of a workload port for: as the oldest Service that leads to it says, or as the Sidecar
 * resource says, where one lists the ports to listen on. Mirrors istio pilot/pkg/networking/core/listener_inbound.go.
 */
export function inboundProtocol(mesh: MeshIndex, workload: WorkloadFacts, port: number): PortProtocol {
  const ingress = mesh.scopes.of(workload)?.ingress ?? [];
  if (ingress.length > 0) {
    const listener = ingress.find((candidate) => candidate.port === port);
    return listener === undefined ? 'auto' : protocolClass(listener.protocol.toLowerCase());
  }
  const leading = mesh.hostsOf(workload).flatMap((host) => host.claims
    .filter((candidate) => leadsTo(mesh, host, candidate, workload, port))
    .map((found) => ({ host, found })));
  // Of equally old ones, the first by host.
  leading.sort((a, b) => byAge({ ...a.host.object, name: a.host.host }, { ...b.host.object, name: b.host.host }));
  return leading[0]?.found.protocol ?? 'auto';
}

function leadsTo(mesh: MeshIndex, host: MeshHost, candidate: HostPort, workload: WorkloadFacts, port: number): boolean {
  return mesh.endpoints(host, candidate).some((endpoint) => endpoint.workload === workload && endpoint.port === port);
}
