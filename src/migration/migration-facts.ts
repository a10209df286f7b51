import type { WaveStep } from './wave-step';
import type { PortReference } from '../engine/resolve-port';
import type { PortRule } from '../model/policy-draft';
import type { WorkloadFacts } from '../model/workload-facts';

/** A wave with what is in it looked up, and the step that it is at (undefined: not started). */
export interface WaveFacts {
  readonly name: string;
  readonly step: WaveStep | undefined;
  /** Names of the waves that it may not pass. */
  readonly after: readonly string[];
  readonly contents:
    | { readonly kind: 'workloads'; readonly workloads: readonly WorkloadFacts[] }
    | { readonly kind: 'namespaces'; readonly namespaces: readonly string[] }
    | { readonly kind: 'rest' };
}

/** What stays weaker than STRICT: a port, or all ports of a workload. */
export interface ExceptionFacts {
  /** Undefined: every port of each workload. */
  readonly port?: PortReference;
  readonly rule: PortRule;
  readonly among: readonly WorkloadFacts[];
  /** How messages call what it is about. */
  readonly where: string;
}

export interface MigrationFacts {
  /** The path of the construct. */
  readonly source: string;
  /** In order, `rest` last. */
  readonly waves: readonly WaveFacts[];
  readonly exceptions: readonly ExceptionFacts[];
}
