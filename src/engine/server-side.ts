import { ambientAnswer } from './ambient-policy';
import { whyNotCaptured } from './captured-port';
import type { DataPlane } from './data-plane';
import { inboundProtocol } from './inbound-ports';
import type { Endpoint } from './mesh-host';
import type { MeshIndex } from './mesh-index';
import type { ServerKind } from './outcome';
import { objectOf, Reason } from './reason';
import type { EffectiveMode } from '../model/mode-strength';
import { podAnnotationField } from '../model/pod-field';
import type { WorkloadFacts } from '../model/workload-facts';

/** What waits at a server's port: several kinds where it is not decided which. */
export interface ServerSide {
  readonly kinds: readonly ServerKind[];
  /** Null where no proxy watches the port. */
  readonly mode: EffectiveMode | null;
  readonly reasons: readonly Reason[];
}

const OUTSIDE: ServerSide = { kinds: [{ kind: 'outside' }], mode: null, reasons: [] };
const BYPASS = 'ambient.istio.io/bypass-inbound-capture';

/** What waits at a port of a server that is in the mesh by `plane`. `isFromNode`: the client uses its node's network. */
export function serverSide(mesh: MeshIndex, { workload, port }: Endpoint, plane: DataPlane | null, isFromNode: boolean): ServerSide {
  if (workload === undefined || plane === null) return OUTSIDE;
  if (plane === 'ambient') return ambientSide(mesh, workload, port, isFromNode);
  if (plane !== 'sidecar') return { kinds: [{ kind: plane === 'gateway' ? 'gateway' : 'none' }], mode: null, reasons: [] };
  const uncaptured = whyNotCaptured(workload, port);
  if (uncaptured !== undefined) return { kinds: [{ kind: 'none', takesTunnel: mesh.settings.ambient }], mode: null, reasons: [uncaptured] };
  const { mode, reasons } = mesh.portMode(workload, port);
  return { kinds: [{ kind: 'sidecar', mode, protocol: () => inboundProtocol(mesh, workload, port) }], mode, reasons };
}

/** Whether ztunnel watches nothing of what comes in. */
export function bypassesCapture({ podAnnotations }: WorkloadFacts): boolean {
  return podAnnotations[BYPASS] === 'true';
}

function ambientSide(mesh: MeshIndex, workload: WorkloadFacts, port: number, isFromNode: boolean): ServerSide {
  const { mode } = mesh.portMode(workload, port);
  if (bypassesCapture(workload)) {
    const reason: Reason = { rule: 'port-not-captured', text: `ztunnel does not see what comes in: ${BYPASS}`, object: objectOf(workload.kind, workload), field: podAnnotationField(workload, BYPASS) };
    return { kinds: [{ kind: 'ambient', isStrict: false }], mode: null, reasons: [reason] };
  }
  const { isStrict, reasons } = ambientAnswer(mesh.policies, workload, port);
  const undecided: ServerKind[] = [true, false].map((strict) => ({ kind: 'ambient', isStrict: strict }));
  if (isStrict === undefined) return { kinds: undecided, mode, reasons };
  if (!isStrict || !isFromNode) return { kinds: [{ kind: 'ambient', isStrict }], mode, reasons };
  const reason: Reason = { rule: 'same-node', text: 'the client uses its node\'s network: on the server\'s own node it gets past ztunnel, from others it does not' };
  return { kinds: undecided, mode, reasons: [...reasons, reason] };
}
