import { DataPlane, isInjected } from './data-plane';
import type { Labels } from '../model/labels';
import type { ResolvedMeshSettings } from '../model/mesh-settings';
import type { NamespaceFacts } from '../model/namespace-facts';
import type { WorkloadFacts } from '../model/workload-facts';

/**
 * The labels that a workload's pods run with: those of its template and what injection adds, by which policies and rules
 * may select too. Mirrors istio's injection-template.yaml and gateway-injection-template.yaml.
 */
export function runtimeLabels(
  workload: WorkloadFacts, plane: DataPlane, namespace: NamespaceFacts | undefined, settings: ResolvedMeshSettings,
): Labels {
  const labels = workload.podLabels;
  if (!isInjected(workload, namespace, settings) && !wasInjected(workload)) return labels;
  if (plane !== 'sidecar' && plane !== 'gateway') return labels;
  const canonical = {
    'service.istio.io/canonical-name': labels['app.kubernetes.io/name'] ?? labels.app ?? workload.name,
    'service.istio.io/canonical-revision': labels['app.kubernetes.io/version'] ?? labels.version ?? 'latest',
  };
  if (plane === 'gateway') return { ...canonical, ...labels };
  return { 'security.istio.io/tlsMode': 'istio', ...(settings.ambient && { 'networking.istio.io/tunnel': 'http' }), ...canonical, ...labels };
}

/** Whether a cluster's Pods show a proxy that the owner's template does not have. */
function wasInjected({ kind, isRunning, hasProxyContainer, isGateway }: WorkloadFacts): boolean {
  return isRunning && kind !== 'Pod' && (hasProxyContainer || isGateway === true);
}
