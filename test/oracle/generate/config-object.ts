import type { Ground } from './ground';
import type { Json, KubernetesObject, ObjectMetadata } from '../generated-mesh';

type Metadata = Omit<ObjectMetadata, 'labels'>;

export const peerAuthentication = (metadata: Metadata, spec: Json) => anObject('security.istio.io/v1', 'PeerAuthentication', metadata, spec);
export const destinationRule = (metadata: Metadata, spec: Json) => anObject('networking.istio.io/v1', 'DestinationRule', metadata, spec);
export const serviceEntry = (metadata: Metadata, spec: Json) => anObject('networking.istio.io/v1', 'ServiceEntry', metadata, spec);
export const workloadEntry = (metadata: Metadata, spec: Json) => anObject('networking.istio.io/v1', 'WorkloadEntry', metadata, spec);
export const sidecar = (metadata: Metadata, spec: Json) => anObject('networking.istio.io/v1', 'Sidecar', metadata, spec);

function anObject(apiVersion: string, kind: string, metadata: Metadata, spec: Json): KubernetesObject {
  return { apiVersion, kind, metadata, spec };
}

/** An istiod of another revision does not read what is labelled for this one, nor the other way round. */
export function withRevision({ random, features }: Pick<Ground, 'random' | 'features'>, object: KubernetesObject): KubernetesObject {
  if (!object.apiVersion.includes('istio.io') || !features.chance('revisions', 0.25)) return object;
  const revision = random.weighted([3, 'canary'], [2, 'default']);
  return { ...object, metadata: { ...object.metadata, labels: { ...object.metadata.labels, 'istio.io/rev': revision } } };
}
