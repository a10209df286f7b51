import type { KubernetesObject } from '../../generated-mesh';
import type { Feature } from '../features';
import type { Ground } from '../ground';

/** A situation that chance alone brings about too rarely: planted into a mesh that is random otherwise. */
export interface Focus {
  /** The rule of the semantics page that it is for. */
  readonly rule: string;
  /** Which way every namespace is in the mesh; drawn as usual where it is left out. */
  readonly dataPlane?: 'sidecar' | 'ambient' | 'mixed';
  readonly features?: readonly Feature[];
  /** Kinds of which the mesh holds only what is planted. */
  readonly owns: readonly string[];
  plant(ground: Ground): KubernetesObject[];
}

export const POLICIES = ['PeerAuthentication'];
export const RULES = ['DestinationRule'];
