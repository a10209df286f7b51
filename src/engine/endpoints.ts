import type { Endpoint, HostPort, MeshHost } from './mesh-host';
import type { LabelIndex } from './selector-index';
import type { ServiceEntryFacts } from '../model/service-entry-facts';
import type { ServiceFacts } from '../model/service-facts';
import type { WorkloadFacts } from '../model/workload-facts';

/** The workloads of a mesh, by their labels. */
export interface EndpointSources {
  readonly pods: LabelIndex<WorkloadFacts>;
  readonly workloadEntries: LabelIndex<WorkloadFacts>;
}

/** The servers behind a port of a host. */
export function endpointsOf(host: MeshHost, port: HostPort, sources: EndpointSources): Endpoint[] {
  return host.kind === 'Service'
    ? ofService(host.object as ServiceFacts, port, sources)
    : ofServiceEntry(host, host.object as ServiceEntryFacts, port, sources);
}

function ofService(service: ServiceFacts, port: HostPort, sources: EndpointSources): Endpoint[] {
  if (service.selector === undefined) return [];
  const pods = sources.pods.selectedBy(service.namespace, service.selector)
    .flatMap((workload) => endpointOf(workload, podPort(workload, port.target)));
  const entries = sources.workloadEntries.selectedBy(service.namespace, service.selector)
    .flatMap((workload) => endpointOf(workload, entryPort(workload, port)));
  return entries.length === 0 ? pods : [...pods, ...entries];
}

function ofServiceEntry(host: MeshHost, entry: ServiceEntryFacts, port: HostPort, sources: EndpointSources): Endpoint[] {
  if (entry.workloadSelector !== undefined) {
    const pods = sources.pods.selectedBy(entry.namespace, entry.workloadSelector)
      .flatMap((workload) => endpointOf(workload, Number(port.target)));
    const entries = sources.workloadEntries.selectedBy(entry.namespace, entry.workloadSelector)
      .flatMap((workload) => endpointOf(workload, workload.entryPorts?.[port.name] ?? Number(port.target)));
    return [...pods, ...entries];
  }
  if (entry.endpoints.length > 0) {
    return entry.endpoints.map(({ labels, serviceAccount, ports }) => ({ labels, serviceAccount, port: ports[port.name] ?? Number(port.target) }));
  }
  // The host's own name or address is what is dialled; a list of addresses that is empty leads nowhere.
  switch (host.discovery) {
    case 'endpoints': return [];
    case 'dns': return [{ labels: {}, port: Number(port.target) }];
    case 'original-dst': return [{ labels: {}, port: port.number }];
  }
}

function podPort(workload: WorkloadFacts, target: number | string): number | undefined {
  return typeof target === 'number' ? target : workload.ports.find((port) => port.name === target)?.number;
}

/** A named target port is looked up among the entry's own; a number holds unless the entry has a port of the Service port's name. */
function entryPort(workload: WorkloadFacts, { name, target }: HostPort): number | undefined {
  const ports = workload.entryPorts ?? {};
  return typeof target === 'number' ? ports[name] ?? target : ports[target] ?? ports[name];
}

function endpointOf(workload: WorkloadFacts, port: number | undefined): Endpoint[] {
  return port === undefined ? [] : [{ workload, labels: workload.podLabels, port }];
}
