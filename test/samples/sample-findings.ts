import { CheckContext } from '../../src/checks/check-context';
import { CheckFinding, runChecks } from '../../src/checks/run-checks';
import { MeshIndex } from '../../src/engine/mesh-index';
import { readMeshSnapshot } from '../../src/manifests/mesh-snapshot';
import { readResolverSettings } from '../../src/manifests/read-resolver-settings';
import type { GeneratedMesh } from '../oracle/generated-mesh';

/** What all checks find in a mesh. */
export function findingsOf(mesh: GeneratedMesh): CheckFinding[] {
  const manifests = mesh.objects.map((object) => ({ source: mesh.id, object: { ...object } }));
  const settings = readResolverSettings(manifests, { ambient: mesh.ambient });
  return runChecks(new CheckContext(new MeshIndex(readMeshSnapshot(manifests, settings), settings)));
}
