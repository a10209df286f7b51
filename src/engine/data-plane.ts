import type { ResolvedMeshSettings } from '../model/mesh-settings';
import { NamespaceFacts, SYSTEM_NAMESPACES } from '../model/namespace-facts';
import type { WorkloadFacts } from '../model/workload-facts';

/** How a workload is in the mesh; `unknown` when its Namespace is not among the manifests and the pod does not decide. */
export type DataPlane = 'sidecar' | 'ambient' | 'none' | 'unknown';

/**
 * Whether the pods of a workload get a proxy, by their labels and their Namespace's.
 * Mirrors istio's mutatingwebhook.yaml selectors, pkg/kube/inject/inject.go and cni/pkg/util/enablement_selector.go.
 */
export function dataPlaneOf(workload: WorkloadFacts, namespace: NamespaceFacts | undefined, settings: ResolvedMeshSettings): DataPlane {
  if (workload.hostNetwork || SYSTEM_NAMESPACES.has(workload.namespace)) return 'none';
  if (workload.podAnnotations['sidecar.istio.io/status'] !== undefined) return 'sidecar';
  const pod = workload.podLabels['istio.io/dataplane-mode'];
  const injected = isInjected(workload, namespace, settings);
  if (injected === true) return 'sidecar';
  if (pod === 'ambient') return 'ambient';
  if (injected === undefined) return 'unknown';
  if (pod === 'none') return 'none';
  if (namespace === undefined) return 'unknown';
  return namespace.labels['istio.io/dataplane-mode'] === 'ambient' ? 'ambient' : 'none';
}

function isInjected(workload: WorkloadFacts, namespace: NamespaceFacts | undefined, settings: ResolvedMeshSettings): boolean | undefined {
  const label = workload.podLabels['sidecar.istio.io/inject'];
  const annotation = workload.podAnnotations['sidecar.istio.io/inject'];
  // The label beats the annotation, which can veto but never opt in: the webhook selects by labels.
  if (label === 'false' || (label === undefined && annotation === 'false')) return false;
  if (namespace === undefined) return undefined;
  const injection = namespace.labels['istio-injection'];
  if (injection !== undefined) return injection === 'enabled';
  if (namespace.labels['istio.io/rev'] !== undefined) return true;
  return workload.podLabels['istio.io/rev'] !== undefined || label === 'true' || (label === undefined && settings.defaultInjection);
}
