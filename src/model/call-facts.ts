/** By which a workload, or its pod template, says whom it calls: `api.bank:80, cache:6379`. It is the whole list: whom it does not name, the workload does not call. */
export const CALLS = 'mtls.cdk8s.io/calls';

/** Who calls, where a manifest names a caller and a target: a connection that is declared. */
export interface CallFacts {
  readonly caller: Caller;
  /** `name.namespace` of a Service; for another host, the namespace is empty and the name is the full host. */
  readonly service: { readonly namespace: string; readonly name: string };
  /** The service port, or its name; undefined: every port. */
  readonly port?: number | string;
  /** Whether the caller speaks TLS of its own; undefined: not known to. */
  readonly sendsTls?: boolean;
  /** Such as `ValidatingWebhookConfiguration policy`. */
  readonly declaredBy: string;
  readonly field: string;
  readonly source: string;
  readonly line?: number;
}

/** A call that names no Service: a scraper asks each pod by its own address. */
export interface WorkloadCallFacts {
  readonly caller: Caller;
  readonly workload: { readonly namespace: string; readonly name: string; readonly kind: string };
  /** The workload port, or its name; undefined: every port that its containers declare. */
  readonly workloadPort?: number | string;
  readonly sendsTls?: boolean;
  /**
   * Whether injection redirects the call to the proxy, which asks the app in the caller's stead on a port that is not
   * captured (metrics merging): then it works in front of every mode.
   */
  readonly isMergedByProxy: boolean;
  /** Such as `PodMonitor shop/web`. */
  readonly declaredBy: string;
  readonly field: string;
  readonly source: string;
  readonly line?: number;
}

export type Caller =
  | { readonly kind: 'workload'; readonly namespace: string; readonly name: string }
  /** The control plane, which has no proxy. */
  | { readonly kind: 'api-server' }
  /** A controller that routes for an Ingress class or Gateway: a workload that the manifests do not name. An empty class is not known. */
  | { readonly kind: 'ingress-controller'; readonly ingressClass: string; readonly gateway?: { readonly namespace: string; readonly name: string } }
  /** Prometheus, wherever it runs. */
  | { readonly kind: 'scraper' };
