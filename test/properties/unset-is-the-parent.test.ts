import * as fc from 'fast-check';
import type { MeshIndex } from '../../src/engine/mesh-index';
import { generateMesh } from '../oracle/generate/generate-mesh';
import type { GeneratedMesh, KubernetesObject } from '../oracle/generated-mesh';
import { aSeed, indexOf, manifestsOf } from '../support/a-generated-mesh';
import { connectionLines } from '../support/connection-lines';

type Policies = (policy: KubernetesObject) => KubernetesObject[];

const UNSET = { mode: 'UNSET' };

function withPolicies({ ambient, objects, ...mesh }: GeneratedMesh, change: Policies): MeshIndex {
  const changed = objects.flatMap((object) => (object.kind === 'PeerAuthentication' ? change(object) : [object]));
  return indexOf(manifestsOf({ ...mesh, objects: changed }), ambient);
}

/** The policy, with UNSET for its own mode and for every mode of its ports. */
function unset({ spec = {}, ...policy }: KubernetesObject): KubernetesObject {
  const ports = Object.keys(spec.portLevelMtls ?? {}).map((port) => [port, UNSET]);
  return { ...policy, spec: { ...spec, mtls: UNSET, ...(ports.length > 0 && { portLevelMtls: Object.fromEntries(ports) }) } };
}

/** The policy that says nothing at all, which is UNSET as well. */
function silent({ spec, ...policy }: KubernetesObject): KubernetesObject {
  return { ...policy, spec: { selector: spec?.selector } };
}

/** Whether a policy is for the whole mesh. */
function isOfMesh({ meshConfig }: GeneratedMesh): (policy: KubernetesObject) => boolean {
  const root = meshConfig.rootNamespace ?? 'istio-system';
  return ({ metadata, spec }) => {
    const { matchLabels = {} } = (spec?.selector ?? {}) as { matchLabels?: object };
    return metadata.namespace === root && Object.keys(matchLabels).length === 0;
  };
}

describe('UNSET is the parent\'s mode', () => {
  test.each([['written out', unset], ['left out', silent]])('%s, in every policy of namespaces and workloads: all is as without them', (_, change) => {
    fc.assert(fc.property(aSeed, (seed) => {
      const mesh = generateMesh(seed);
      const isKept = isOfMesh(mesh);
      const unsetBelow = withPolicies(mesh, (policy) => [isKept(policy) ? policy : change(policy)]);
      const without = withPolicies(mesh, (policy) => (isKept(policy) ? [policy] : []));
      expect(connectionLines(unsetBelow)).toEqual(connectionLines(without));
    }), { numRuns: 60 });
  });

  test.each([['written out', unset], ['left out', silent]])('%s, in every policy there is: all is as without any', (_, change) => {
    fc.assert(fc.property(aSeed, (seed) => {
      const mesh = generateMesh(seed);
      expect(connectionLines(withPolicies(mesh, (policy) => [change(policy)]))).toEqual(connectionLines(withPolicies(mesh, () => [])));
    }), { numRuns: 60 });
  });
});
