import { DataPlane, dataPlaneOf } from './data-plane';
import { LabelIndex } from './selector-index';
import { StableSelector, stableSelector } from './stable-selector';
import { workloadPorts } from './workload-ports';
import { groupBy } from '../model/group-by';
import type { MeshFacts } from '../model/mesh-facts';
import type { ResolvedMeshSettings } from '../model/mesh-settings';
import type { NamespaceFacts } from '../model/namespace-facts';
import type { ServiceFacts } from '../model/service-facts';
import type { ContainerPort, WorkloadFacts } from '../model/workload-facts';

/** The facts of a mesh with the questions that are asked of them. */
export class MeshModel {
  private readonly index = new LabelIndex<WorkloadFacts>();
  private readonly namespaces: Map<string, NamespaceFacts>;
  private readonly services: Map<string, ServiceFacts[]>;

  public constructor(public readonly facts: MeshFacts, public readonly settings: ResolvedMeshSettings) {
    for (const workload of facts.workloads) this.index.add(workload.namespace, workload.podLabels, workload);
    this.namespaces = new Map(facts.namespaces.map((namespace) => [namespace.name, namespace]));
    this.services = groupBy(facts.services, (service) => service.namespace);
  }

  public workloadsSelected(namespace: string, selector: Readonly<Record<string, string>>): readonly WorkloadFacts[] {
    return this.index.selectedBy(namespace, selector);
  }

  public workloadsIn(namespace: string): readonly WorkloadFacts[] {
    return this.index.selectedBy(namespace, {});
  }

  public servicesIn(namespace: string): readonly ServiceFacts[] {
    return this.services.get(namespace) ?? [];
  }

  public service(namespace: string, name: string): ServiceFacts | undefined {
    return this.servicesIn(namespace).find((service) => service.name === name);
  }

  public portsOf(workload: WorkloadFacts): ContainerPort[] {
    return workloadPorts(workload, this.servicesIn(workload.namespace));
  }

  public selectorOf(workload: WorkloadFacts): StableSelector {
    return stableSelector(workload, this.index);
  }

  public dataPlaneOf(workload: WorkloadFacts): DataPlane {
    return dataPlaneOf(workload, this.namespaces.get(workload.namespace), this.settings);
  }
}
