import * as fc from 'fast-check';
import { MeshIndex } from '../../src/engine/mesh-index';
import type { Manifest } from '../../src/manifests/manifest';
import { readMeshSnapshot } from '../../src/manifests/mesh-snapshot';
import { readResolverSettings } from '../../src/manifests/read-resolver-settings';
import { generateMesh } from '../oracle/generate/generate-mesh';
import type { GeneratedMesh, KubernetesObject } from '../oracle/generated-mesh';

/** Of a mesh as the oracle's generator draws them: what fails is found again, and made smaller, by its seed. */
export const aSeed = fc.nat({ max: 999_999 });

/** What files hold of a mesh, mesh config among it. */
export function manifestsOf({ objects, meshConfig }: Pick<GeneratedMesh, 'objects' | 'meshConfig'>): Manifest[] {
  const config: KubernetesObject & { readonly data: object } = {
    apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio', namespace: 'istio-system' }, data: { mesh: JSON.stringify(meshConfig) },
  };
  return [config, ...objects].map((object): Manifest => ({ source: 'mesh.yaml', object: { ...object } }));
}

export function indexOf(manifests: readonly Manifest[], ambient: boolean): MeshIndex {
  const settings = readResolverSettings(manifests, { ambient });
  return new MeshIndex(readMeshSnapshot(manifests, settings), settings);
}

/** The mesh of a seed as the resolver asks it. */
export function aGeneratedIndex(seed: number): MeshIndex {
  const mesh = generateMesh(seed);
  return indexOf(manifestsOf(mesh), mesh.ambient);
}
