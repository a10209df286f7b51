import type { Labels } from './labels';
import type { ObjectFacts } from './object-facts';

export interface ServiceEntryPort {
  readonly number: number;
  readonly name: string;
  readonly protocol: string;
  /** Undefined: the port's own number. */
  readonly targetPort?: number;
}

/** An endpoint that is written in the ServiceEntry itself. */
export interface InlineEndpoint {
  readonly address: string;
  readonly labels: Labels;
  readonly serviceAccount?: string;
  /** By port name. */
  readonly ports: Readonly<Record<string, number>>;
}

/** A ServiceEntry as a manifest has it. */
export interface ServiceEntryFacts extends ObjectFacts {
  readonly hosts: readonly string[];
  /** `MESH_EXTERNAL` where the manifest does not say: protobuf's zero value. */
  readonly location: 'MESH_EXTERNAL' | 'MESH_INTERNAL';
  readonly resolution: 'NONE' | 'STATIC' | 'DNS' | 'DNS_ROUND_ROBIN' | 'DYNAMIC_DNS';
  readonly ports: readonly ServiceEntryPort[];
  readonly endpoints: readonly InlineEndpoint[];
  readonly workloadSelector?: Labels;
  readonly exportTo: readonly string[];
}
