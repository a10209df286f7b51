import type { Labels } from './labels';
import type { ObjectFacts } from './object-facts';

/** A Sidecar resource: which hosts proxies know, and which ports of theirs have listeners. */
export interface SidecarFacts extends ObjectFacts {
  /** Undefined: every workload of the namespace; in the root namespace, of the mesh. */
  readonly workloadSelector?: Labels;
  /** Undefined where the manifest says nothing of egress: proxies know all that the default lets them know. */
  readonly egress?: readonly SidecarEgress[];
  /** Ports that have listeners; undefined: those of the workload's Services. */
  readonly ingress?: readonly SidecarIngress[];
  readonly outboundTrafficPolicy?: 'ALLOW_ANY' | 'REGISTRY_ONLY';
}

export interface SidecarEgress {
  /** As `namespace/host`. */
  readonly hosts: readonly string[];
  /** Undefined: every port. */
  readonly port?: number;
}

export interface SidecarIngress {
  /** The workload port. */
  readonly port: number;
  readonly protocol: string;
}
