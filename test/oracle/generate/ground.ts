import type { CreationTimes } from './creation-times';
import type { Features } from './features';
import type { Random } from './random';
import type { UniqueNames } from './unique-names';
import type { KubernetesObject, StringMap } from '../generated-mesh';

export interface WorkloadDraft {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly podLabels: StringMap;
  readonly ports: readonly ContainerPort[];
  readonly object: KubernetesObject;
}

export interface ContainerPort {
  readonly containerPort: number;
  readonly name?: string;
}

/** A Service or a ServiceEntry: something that has a host. */
export interface HostDraft {
  readonly namespace: string;
  readonly host: string;
  /** What DestinationRules of its own namespace may call it, where there is such a name. */
  readonly shortName?: string;
  readonly ports: readonly ServicePort[];
  readonly object: KubernetesObject;
}

export interface ServicePort {
  readonly port: number;
  readonly targetPort: number | string;
}

/** What policies, rules and Sidecars are drawn for: the part of the mesh that is there already. */
export interface Ground {
  readonly random: Random;
  readonly features: Features;
  readonly times: CreationTimes;
  readonly names: UniqueNames;
  readonly ambient: boolean;
  readonly rootNamespace: string;
  /** Every namespace that holds a workload. */
  readonly namespaces: readonly string[];
  readonly workloads: readonly WorkloadDraft[];
  readonly hosts: readonly HostDraft[];
}

/** Before there are workloads. */
export type Bare = Omit<Ground, 'workloads' | 'hosts'>;
