import type { ObjectFacts } from './object-facts';

/**
 * What the mesh is set to: istiod's options and its mesh config.
 *
 * Each one that is left out is read from the `istio` ConfigMap where the app or its added manifests hold it, and has
 * Istio's own default otherwise.
 *
 * @see https://istio.io/latest/docs/reference/config/istio.mesh.v1alpha1/
 */
export interface MeshSettings {
  /**
   * The namespace whose selector-less PeerAuthentication is mesh-wide.
   * @default "istio-system"
   */
  readonly rootNamespace?: string;

  /**
   * The domain that ends the names of Services.
   * @default "cluster.local"
   */
  readonly clusterDomain?: string;

  /**
   * The trust domain of the mesh's identities (`spiffe://TRUST_DOMAIN/ns/…`). Nothing that this version emits or checks
   * depends on it.
   * @default "cluster.local"
   */
  readonly trustDomain?: string;

  /**
   * Whether clients send mutual TLS of their own accord to servers that have a proxy.
   * @default true
   */
  readonly enableAutoMtls?: boolean;

  /**
   * The version of istiod, such as `1.31`. Nothing that this version of the library emits or checks depends on it.
   * @default "1.31"
   */
  readonly istioVersion?: string;

  /**
   * Whether istiod runs with ambient mode (`PILOT_ENABLE_AMBIENT`). Without it, labels for ambient mode do nothing.
   * @default - true where manifests use ambient mode, or hold an Istio that runs it
   */
  readonly ambient?: boolean;

  /**
   * Whether namespaces without an injection label are injected (`enableNamespacesByDefault`).
   * @default false
   */
  readonly defaultInjection?: boolean;

  /**
   * The revision of istiod that these manifests are for, as in the label `istio.io/rev`.
   * @default "default"
   */
  readonly revision?: string;
}

/** The settings in force, with nothing left out. */
export type ResolvedMeshSettings = Required<MeshSettings>;

/** Istio's own defaults. Mirrors istio pkg/config/mesh/mesh.go. */
export const DEFAULT_MESH_SETTINGS: ResolvedMeshSettings = {
  rootNamespace: 'istio-system',
  clusterDomain: 'cluster.local',
  trustDomain: 'cluster.local',
  enableAutoMtls: true,
  istioVersion: '1.31',
  ambient: false,
  defaultInjection: false,
  revision: 'default',
};

/** Settings that only the resolver asks for: they are read from mesh config, and cannot be set from code. */
export interface ResolverSettings extends ResolvedMeshSettings {
  /** What a proxy does with a host that it does not know. */
  readonly outboundTrafficPolicy: 'ALLOW_ANY' | 'REGISTRY_ONLY';
  /** Where rules without `exportTo` are seen. */
  readonly defaultDestinationRuleExportTo: readonly string[];
  readonly defaultServiceExportTo: readonly string[];
  /** Whether proxies answer scrapers in their app's stead. Undefined: they do. */
  readonly enablePrometheusMerge?: boolean;
  /** The ConfigMap that mesh config was read from; undefined where the manifests hold none. */
  readonly meshConfig?: ObjectFacts;
}
