import { KnownPorts } from '../../engine/known-ports';
import type { MeshIndex } from '../../engine/mesh-index';
import { resourceOf } from '../../engine/reason';
import type { RuleName } from '../../engine/rules';
import { serverSide } from '../../engine/server-side';
import { addToGroup } from '../../model/group-by';
import type { EffectiveMode } from '../../model/mode-strength';
import type { WorkloadFacts } from '../../model/workload-facts';

/** Ports of a workload in the mesh that take plaintext. */
export interface OpenPorts {
  readonly workload: WorkloadFacts;
  readonly ports: readonly { readonly port: number; readonly mode: EffectiveMode }[];
}

/** Who says so where no policy does. */
export const BY_DEFAULT = '';

const DECIDERS: ReadonlySet<RuleName> = new Set<RuleName>(['mesh-policy', 'namespace-policy', 'workload-policy', 'port-policy', 'ambient-not-strict', 'ambient-port-policy', 'ambient-fails-open']);

/** What still takes plaintext, by the policy that says so (`PeerAuthentication shop/default`). */
export function openPortsOf(mesh: MeshIndex): ReadonlyMap<string, readonly OpenPorts[]> {
  const known = new KnownPorts(mesh.snapshot.services);
  const open = new Map<string, OpenPorts[]>();
  for (const workload of mesh.snapshot.workloads) {
    const plane = mesh.dataPlaneOf(workload);
    if (plane !== 'sidecar' && plane !== 'ambient') continue;
    const byDecider = new Map<string, { port: number; mode: EffectiveMode }[]>();
    for (const { number: port } of known.of(workload)) {
      const { kinds, mode, reasons } = serverSide(mesh, { workload, port, labels: workload.podLabels }, plane, false);
      const isOpen = kinds.some((kind) => (kind.kind === 'sidecar' ? kind.mode !== 'STRICT' : kind.kind === 'ambient' && !kind.isStrict));
      if (!isOpen || mode === null) continue;
      const decider = [...reasons].reverse().find((reason) => DECIDERS.has(reason.rule))?.object;
      // What ambient mode lets in is what it does, whatever the policies say.
      addToGroup(byDecider, decider === undefined ? BY_DEFAULT : resourceOf(decider), { port, mode: mode === 'STRICT' ? 'PERMISSIVE' as EffectiveMode : mode });
    }
    for (const [decider, ports] of byDecider) addToGroup(open, decider, { workload, ports });
  }
  return open;
}
