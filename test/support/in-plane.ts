import type { DataPlane } from '../../src/engine/data-plane';
import type { Labels } from '../../src/model/labels';
import type { WorkloadFacts } from '../../src/model/workload-facts';

const LABELS: Partial<Record<DataPlane, Labels>> = { sidecar: { 'sidecar.istio.io/inject': 'true' }, ambient: { 'istio.io/dataplane-mode': 'ambient' } };

/** What a workload says that is in the mesh by this data plane, in a Namespace that says nothing. */
export function inPlane(plane: DataPlane, podLabels: Labels, what: Partial<WorkloadFacts> = {}): Partial<WorkloadFacts> {
  return { isGateway: plane === 'gateway', podLabels: { ...podLabels, ...LABELS[plane] }, ...what };
}
