import { selects } from '../model/labels';
import type { ServiceFacts } from '../model/service-facts';
import type { ContainerPort, WorkloadFacts } from '../model/workload-facts';

/** Whether a Service leads to a workload. */
export function isBehind(workload: WorkloadFacts, service: ServiceFacts): boolean {
  return service.namespace === workload.namespace && service.selector !== undefined && selects(service.selector, workload.podLabels);
}

/** Every port that the workload is known to listen on: those its containers declare and those that Services lead to. */
export function workloadPorts(workload: WorkloadFacts, services: readonly ServiceFacts[]): ContainerPort[] {
  // A number may be declared under several names: one for TCP, one for UDP.
  const ports = [...workload.ports];
  const known = new Set(ports.map((port) => port.number));
  for (const service of services.filter((candidate) => isBehind(workload, candidate))) {
    for (const { target } of service.ports) {
      if (typeof target !== 'number' || known.has(target)) continue;
      known.add(target);
      ports.push({ number: target });
    }
  }
  return ports.sort((a, b) => a.number - b.number);
}

export function describePorts(ports: readonly ContainerPort[]): string {
  return ports.map((port) => (port.name === undefined ? `${port.number}` : `${port.number} (${port.name})`)).join(', ') || 'none';
}
