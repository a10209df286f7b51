import type { DataPlane } from './data-plane';
import type { Endpoint } from './mesh-host';
import type { WorkloadFacts } from '../model/workload-facts';

const TLS_MODE = 'security.istio.io/tlsMode';
const TUNNEL = 'networking.istio.io/tunnel';

/** Whether clients take a server to speak Istio's mutual TLS: by a label, which injection sets unless the pod template has it. */
export function speaksMtls({ workload, labels, serviceAccount }: Endpoint, plane: DataPlane | null): boolean {
  const label = labels[TLS_MODE];
  if (label !== undefined) return label === 'istio';
  const account = workload?.kind === 'WorkloadEntry' ? workload.serviceAccount : serviceAccount;
  return workload === undefined || workload.kind === 'WorkloadEntry' ? account !== undefined && account !== '' : plane === 'sidecar';
}

/** Whether Istio's tunnel (HBONE) leads to a server: to ambient ones, and to sidecars of an istiod that runs with ambient mode. */
export function takesTunnel({ workload, labels }: Endpoint, plane: DataPlane | null, ambient: boolean): boolean {
  if (plane === 'ambient') return true;
  const label = labels[TUNNEL];
  return label === undefined ? ambient && plane === 'sidecar' && workload?.kind !== 'WorkloadEntry' : label.split(',').includes('http');
}

/** How a virtual machine is in the mesh: as its entry makes clients believe. */
export function planeOfEntry(entry: WorkloadFacts): DataPlane {
  return speaksMtls({ workload: entry, labels: entry.podLabels, port: 0 }, null) ? 'sidecar' : 'none';
}
