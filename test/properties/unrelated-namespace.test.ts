import * as fc from 'fast-check';
import type { MeshIndex } from '../../src/engine/mesh-index';
import { generateMesh } from '../oracle/generate/generate-mesh';
import type { KubernetesObject } from '../oracle/generated-mesh';
import { aSeed, indexOf, manifestsOf } from '../support/a-generated-mesh';
import { connectionLines } from '../support/connection-lines';

const UNRELATED = 'zz-unrelated';

/** All that a mesh has, as of one namespace: its workloads, Services, rules for hosts of other namespaces, Sidecars, policies. */
function movedTo(namespace: string, objects: readonly KubernetesObject[], labels: KubernetesObject['metadata']['labels']): KubernetesObject[] {
  const moved = objects.filter(({ kind }) => kind !== 'Namespace')
    // What was of two namespaces may have had one name.
    .map((object) => ({ ...object, metadata: { ...object.metadata, namespace, name: `${object.metadata.namespace}-${object.metadata.name}` } }));
  return [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } }, ...moved];
}

function linesOfOthers(mesh: MeshIndex): string {
  return connectionLines(mesh).filter((line) => !line.includes(UNRELATED)).join('\n');
}

test('a namespace more, with workloads, Services, policies, rules and Sidecars of its own, changes no connection among the others', () => {
  fc.assert(fc.property(aSeed, aSeed, fc.constantFrom<Record<string, string>[]>({ 'istio-injection': 'enabled' }, { 'istio.io/dataplane-mode': 'ambient' }, {}), (seed, other, labels) => {
    const { ambient, objects, meshConfig } = generateMesh(seed);
    const unrelated = movedTo(UNRELATED, generateMesh(other).objects, labels);
    const without = indexOf(manifestsOf({ objects, meshConfig }), ambient);
    const withIt = indexOf(manifestsOf({ objects: [...unrelated, ...objects], meshConfig }), ambient);
    expect(linesOfOthers(withIt)).toBe(linesOfOthers(without));
  }), { numRuns: 100 });
});
