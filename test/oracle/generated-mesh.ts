/** A Kubernetes or Istio object as plain JSON, the way a repo holds it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: ObjectMetadata;
  readonly spec?: Json;
}

export interface ObjectMetadata {
  readonly name: string;
  readonly namespace?: string;
  readonly labels?: StringMap;
  readonly annotations?: StringMap;
  readonly creationTimestamp?: string;
}

export type Json = { readonly [key: string]: unknown };

export type StringMap = { readonly [key: string]: string };

/** What the oracle and our resolver are both asked about. */
export interface GeneratedMesh {
  /** `seed 42`, or the name of a situation. */
  readonly id: string;
  readonly objects: readonly KubernetesObject[];
  /** What differs from Istio's default mesh config. */
  readonly meshConfig: Json;
  /** Whether istiod runs with PILOT_ENABLE_AMBIENT. */
  readonly ambient: boolean;
}
