import type { CheckContext } from './check-context';
import type { ContainerPort, WorkloadFacts } from '../model/workload-facts';

/** The ports that some workloads are known to listen on, those of a Sidecar resource among them, each once. */
export function listenedPorts({ mesh, ports }: CheckContext, workloads: readonly WorkloadFacts[]): ContainerPort[] {
  const known = new Map<string, ContainerPort>();
  for (const workload of workloads) {
    const listened = (mesh.scopes.of(workload)?.ingress ?? []).map(({ port }): ContainerPort => ({ number: port }));
    for (const port of [...ports.of(workload), ...listened]) known.set(`${port.number} ${port.name ?? ''}`, port);
  }
  return [...known.values()].sort((a, b) => a.number - b.number);
}

/** Whether some workload may listen on a port: it is known to, or it declares no port at all, which Kubernetes does not ask for. */
export function mayListen(context: CheckContext, workloads: readonly WorkloadFacts[], port: number): boolean {
  return workloads.some((workload) => workload.ports.length === 0) || listenedPorts(context, workloads).some(({ number }) => number === port);
}
