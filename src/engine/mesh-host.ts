import type { PortProtocol } from './port-protocol';
import type { Labels } from '../model/labels';
import type { ServiceEntryFacts } from '../model/service-entry-facts';
import type { ServiceFacts } from '../model/service-facts';
import type { WorkloadFacts } from '../model/workload-facts';

/** How clients' proxies find the servers: `original-dst` where they go to the very address that the application dialled. */
export type Discovery = 'endpoints' | 'dns' | 'original-dst';

/** A name that clients dial: of a Service, or of a ServiceEntry. */
export interface MeshHost {
  readonly host: string;
  readonly namespace: string;
  readonly kind: 'Service' | 'ServiceEntry';
  readonly object: ServiceFacts | ServiceEntryFacts;
  readonly discovery: Discovery;
  /** Whether Istio takes it to be outside the mesh, and so never sends mutual TLS of its own accord. */
  readonly isExternal: boolean;
  /** Its TCP ports. */
  readonly ports: readonly HostPort[];
  /** All of its ports, as the manifest has them: the first that leads to a workload port says what protocol that is, if only UDP. */
  readonly claims: readonly HostPort[];
  /** The namespaces whose clients know it; empty: as mesh config says. */
  readonly exportTo: readonly string[];
}

export interface HostPort {
  /** The service port: what clients dial. */
  readonly number: number;
  readonly name: string;
  readonly protocol: PortProtocol;
  readonly isServerFirst: boolean;
  /** Number or name of the workload port. */
  readonly target: number | string;
}

/** One server behind a service port. */
export interface Endpoint {
  /** Undefined for an address outside the manifests. */
  readonly workload?: WorkloadFacts;
  readonly labels: Labels;
  /** The workload port. */
  readonly port: number;
  /** For an address outside of the manifests, which Istio takes to be in the mesh where it has one. */
  readonly serviceAccount?: string;
}
