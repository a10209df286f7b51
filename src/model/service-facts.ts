import { qualifiedName } from './kubernetes-name';
import type { Labels } from './labels';
import type { ObjectFacts } from './object-facts';

export interface ServicePortFacts {
  readonly number: number;
  readonly name?: string;
  readonly appProtocol?: string;
  /** Number or name of the workload port behind it. */
  readonly target: number | string;
  /** Undefined: the cluster picks one where the type wants one. */
  readonly nodePort?: number;
  readonly isTcp: boolean;
}

export interface ServiceFacts extends ObjectFacts {
  /** Undefined where the Service has no selector (its endpoints are written by hand, or it is an ExternalName). */
  readonly selector?: Labels;
  readonly ports: readonly ServicePortFacts[];
  readonly type: 'ClusterIP' | 'NodePort' | 'LoadBalancer' | 'ExternalName';
  /** `clusterIP: None`: clients get the pods' own addresses. */
  readonly isHeadless: boolean;
  readonly labels: Labels;
  readonly annotations: Labels;
}

export function serviceTitle(service: Pick<ServiceFacts, 'namespace' | 'name'>): string {
  return `Service ${qualifiedName(service)}`;
}
