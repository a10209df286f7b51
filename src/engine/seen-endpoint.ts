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
  if (workload === undefined || workload.kind === 'WorkloadEntry') return account !== undefined && account !== '';
  return isMaybeInjected(workload, plane);
}

/** Whether Istio's tunnel (HBONE) leads to a server: to ambient ones, and to sidecars of an istiod that runs with ambient mode. */
export function takesTunnel({ workload, labels }: Endpoint, plane: DataPlane | null, ambient: boolean): boolean {
  if (plane === 'ambient') return true;
  const label = labels[TUNNEL];
  if (label !== undefined) return label.split(',').includes('http');
  return ambient && workload !== undefined && isMaybeInjected(workload, plane);
}

/** What is known to be injected has the labels; what brings its own proxy has to bring them too. The rest is taken for what `plane` supposes. */
function isMaybeInjected({ kind, hasProxyContainer }: WorkloadFacts, plane: DataPlane | null): boolean {
  return plane === 'sidecar' && kind !== 'WorkloadEntry' && !hasProxyContainer;
}

/** How a virtual machine is in the mesh: as its entry makes clients believe. */
export function planeOfEntry(entry: WorkloadFacts): DataPlane {
  return speaksMtls({ workload: entry, labels: entry.podLabels, port: 0 }, null) ? 'sidecar' : 'none';
}
