import { SelectorIndex } from './selector-index';
import { workloadPorts } from './workload-ports';
import type { ServiceFacts } from '../model/service-facts';
import type { ContainerPort, WorkloadFacts } from '../model/workload-facts';

/** A Service port that somebody took for a workload port. */
export interface MeantPort {
  readonly service: ServiceFacts;
  /** The workload port that the Service port leads to. */
  readonly target: number;
}

/** The ports that workloads are known to listen on, and the Services that say so. */
export class KnownPorts {
  private readonly services = new SelectorIndex<ServiceFacts>();

  public constructor(services: readonly ServiceFacts[]) {
    for (const service of services) if (service.selector !== undefined) this.services.add(service.namespace, service.selector, service);
  }

  /** The Services that lead to a workload. */
  public servicesOf({ namespace, podLabels }: WorkloadFacts): readonly ServiceFacts[] {
    return this.services.selecting(namespace, podLabels);
  }

  /** Those that its containers declare and those that Services lead to. */
  public of(workload: WorkloadFacts): readonly ContainerPort[] {
    return workloadPorts(workload, this.servicesOf(workload));
  }

  /** What is behind a Service port of this number at the workload; undefined where no Service in front of it has the port. */
  public behind(workload: WorkloadFacts, servicePort: number): MeantPort | undefined {
    for (const service of this.servicesOf(workload)) {
      const port = service.ports.find(({ number }) => number === servicePort);
      if (port === undefined) continue;
      const target = typeof port.target === 'number' ? port.target : workload.ports.find(({ name }) => name === port.target)?.number;
      if (target !== undefined) return { service, target };
    }
    return undefined;
  }
}
