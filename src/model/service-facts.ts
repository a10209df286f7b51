import { qualifiedName } from './kubernetes-name';
import type { Labels } from './labels';

export interface ServicePortFacts {
  readonly number: number;
  readonly name?: string;
  /** Number or name of the workload port behind it. */
  readonly target: number | string;
}

export interface ServiceFacts {
  readonly namespace: string;
  readonly name: string;
  readonly source: string;
  /** Undefined where the Service has no selector (its endpoints are written by hand, or it is an ExternalName). */
  readonly selector?: Labels;
  readonly ports: readonly ServicePortFacts[];
}

export function serviceTitle(service: Pick<ServiceFacts, 'namespace' | 'name'>): string {
  return `Service ${qualifiedName(service)}`;
}
