import type { MeshModel } from './mesh-model';
import { describePorts, isBehind } from './workload-ports';
import { ServiceFacts, serviceTitle } from '../model/service-facts';
import { ContainerPort, WorkloadFacts, workloadTitle } from '../model/workload-facts';

/** A workload port as somebody named it. */
export type PortReference =
  | { readonly by: 'number'; readonly port: number }
  | { readonly by: 'name'; readonly name: string }
  | { readonly by: 'service'; readonly service: { readonly namespace: string; readonly name: string }; readonly port: number };

/** The number of a workload port, or what is wrong with its reference. */
export type ResolvedPort = { readonly number: number } | { readonly problem: string };

/** Looks a port up among those of the workloads that a policy selects; `pods` says in messages which those are. */
export function resolvePort(mesh: MeshModel, reference: PortReference, workloads: readonly WorkloadFacts[], pods: () => string): ResolvedPort {
  switch (reference.by) {
    case 'number': return byNumber(mesh, reference.port, workloads, pods);
    case 'name': return byName(mesh, reference.name, workloads, pods);
    case 'service': return byService(mesh, reference, workloads, pods);
  }
}

function byNumber(mesh: MeshModel, port: number, workloads: readonly WorkloadFacts[], pods: () => string): ResolvedPort {
  if (workloads.length === 0 || workloads.some(({ ports }) => ports.some(({ number }) => number === port))) return { number: port };
  const known = portsOf(mesh, workloads);
  // Workloads that declare no port at all may listen on any: Kubernetes does not ask for the declaration.
  if (known.length === 0 || known.some((candidate) => candidate.number === port)) return { number: port };
  const meant = behindServicePort(mesh, port, workloads);
  const remedy = meant ?? 'give one of these, or declare the port in the container';
  return { problem: `no workload port of ${pods()}: got ${port}; allowed: ${describePorts(known)}; ${remedy}` };
}

function behindServicePort(mesh: MeshModel, port: number, workloads: readonly WorkloadFacts[]): string | undefined {
  for (const workload of workloads) {
    for (const service of servicesOf(mesh, workload)) {
      const servicePort = service.ports.find((candidate) => candidate.number === port);
      if (servicePort === undefined) continue;
      const target = targetNumber(mesh, servicePort.target, workload);
      if (target !== undefined) return `${port} is the port of ${serviceTitle(service)}, which leads to workload port ${target}: give ${target}`;
    }
  }
  return undefined;
}

function byName(mesh: MeshModel, name: string, workloads: readonly WorkloadFacts[], pods: () => string): ResolvedPort {
  const known = portsOf(mesh, workloads);
  const numbers = new Set(known.filter((port) => port.name === name).map((port) => port.number));
  if (numbers.size === 1) return { number: [...numbers][0] };
  if (workloads.length === 0) {
    return { problem: `port of ${pods()}: got "${name}", and no such workload is known; allowed: names of container ports of known workloads; give the number, or add the workload's manifest with Mesh.of(app).addManifests(…)` };
  }
  if (numbers.size > 1) {
    return { problem: `port "${name}" of ${pods()} means several numbers: got ${[...numbers].join(' and ')}; allowed: one; give the number, or write a policy for each workload` };
  }
  return { problem: `no container port of ${pods()} has this name: got "${name}"; allowed: ${describePorts(known)}; name one of these, or give the port a name in the container` };
}

function byService(mesh: MeshModel, reference: Extract<PortReference, { by: 'service' }>, workloads: readonly WorkloadFacts[], pods: () => string): ResolvedPort {
  const title = serviceTitle(reference.service);
  const service = mesh.service(reference.service.namespace, reference.service.name);
  if (service === undefined) {
    return { problem: `WorkloadPort.behind: got port ${reference.port} of ${title}, and no such Service is known; allowed: Services of the app and of added manifests; add it with Mesh.of(app).addManifests(…), or give the workload port's number` };
  }
  const port = service.ports.find((candidate) => candidate.number === reference.port);
  if (port === undefined) {
    const numbers = service.ports.map((candidate) => candidate.number).join(', ') || 'none';
    return { problem: `no port of ${title}: got ${reference.port}; allowed: ${numbers}; give one of these` };
  }
  const behind = workloads.filter((workload) => isBehind(workload, service));
  if (behind.length === 0 && workloads.length > 0) {
    return { problem: `${title} does not lead to ${pods()}: got selector ${JSON.stringify(service.selector ?? null)}; allowed: a Service that selects the pods; give its own Service, or the workload port's number` };
  }
  const numbers = new Set(behind.map((workload) => targetNumber(mesh, port.target, workload)));
  const [number] = numbers;
  if (numbers.size === 1 && number !== undefined) return { number };
  if (behind.length === 0 && typeof port.target === 'number') return { number: port.target };
  return { problem: `port ${reference.port} of ${title} leads to no one container port of ${pods()}: got targetPort ${JSON.stringify(port.target)}; allowed: ${describePorts(portsOf(mesh, workloads))}; mend the Service's targetPort, or give the workload port's number` };
}

function portsOf(mesh: MeshModel, workloads: readonly WorkloadFacts[]): ContainerPort[] {
  const ports = new Map(workloads.flatMap((workload) => mesh.portsOf(workload)).map((port) => [`${port.number} ${port.name ?? ''}`, port]));
  return [...ports.values()].sort((a, b) => a.number - b.number);
}

function servicesOf(mesh: MeshModel, workload: WorkloadFacts): ServiceFacts[] {
  return mesh.servicesIn(workload.namespace).filter((service) => isBehind(workload, service));
}

/** The workload port that a Service port leads to at this workload; undefined where it has none of the name. */
export function targetNumber(mesh: MeshModel, target: number | string, workload: WorkloadFacts): number | undefined {
  return typeof target === 'number' ? target : mesh.portsOf(workload).find((port) => port.name === target)?.number;
}

/** Names workloads in messages. */
export function describeWorkloads(workloads: readonly WorkloadFacts[]): string {
  return workloads.length === 0 ? 'an unknown workload' : workloads.map(workloadTitle).sort().join(', ');
}
