import type { ResolvedMeshSettings } from '../model/mesh-settings';
import { NamespaceFacts, SYSTEM_NAMESPACES } from '../model/namespace-facts';
import type { WorkloadFacts } from '../model/workload-facts';

/** How a workload is in the mesh; `unknown` when its Namespace is not among the manifests and the pod does not decide. */
export type DataPlane = 'sidecar' | 'ambient' | 'gateway' | 'none' | 'unknown';

/** Where the agent of ambient mode notes that it captures a Pod. */
const REDIRECTION = 'ambient.istio.io/redirection';
const TEMPLATES = 'inject.istio.io/templates';

/**
 * Whether the pods of a workload get a proxy, by their labels and their Namespace's.
 * Mirrors istio's mutatingwebhook.yaml selectors, pkg/kube/inject/inject.go and cni/pkg/util/enablement_selector.go.
 */
export function dataPlaneOf(workload: WorkloadFacts, namespace: NamespaceFacts | undefined, settings: ResolvedMeshSettings): DataPlane {
  // The Gateway API's controller labels what it deploys: gateways and waypoints.
  if (workload.isGateway === true || workload.podLabels['gateway.istio.io/managed'] !== undefined) return 'gateway';
  if (workload.hasProxyContainer) return 'sidecar';
  if (workload.hostNetwork) return 'none';
  // Running Pods show what they have: a label that came after they started has given them nothing.
  if (workload.isRunning) return workload.podAnnotations[REDIRECTION] === 'enabled' ? 'ambient' : ambientOrNone(workload, namespace, false);
  const injected = isInjected(workload, namespace, settings);
  if (injected === true) return injectedAs(workload);
  return ambientOrNone(workload, namespace, injected === undefined);
}

/** Mirrors pkg/kube/inject/inject.go selectTemplates: the annotation replaces the default `sidecar`. */
function injectedAs(workload: WorkloadFacts): DataPlane {
  const templates = (workload.podAnnotations[TEMPLATES] ?? 'sidecar').split(',').map((name) => name.trim());
  if (templates.includes('gateway')) return 'gateway';
  // A proxyless gRPC client or server: what it does is in its own code's hands.
  return templates.includes('grpc-agent') ? 'unknown' : 'sidecar';
}

function ambientOrNone(workload: WorkloadFacts, namespace: NamespaceFacts | undefined, maybeInjected: boolean): DataPlane {
  if (workload.namespace === 'kube-system') return 'none';
  const pod = workload.podLabels['istio.io/dataplane-mode'];
  if (pod === 'ambient') return 'ambient';
  if (maybeInjected) return 'unknown';
  if (pod === 'none') return 'none';
  if (namespace === undefined) return 'unknown';
  return namespace.labels['istio.io/dataplane-mode'] === 'ambient' ? 'ambient' : 'none';
}

/** Whether the webhook gives the pods a proxy; undefined where that is up to a Namespace that nobody has shown. */
export function isInjected(workload: WorkloadFacts, namespace: NamespaceFacts | undefined, settings: ResolvedMeshSettings): boolean | undefined {
  if (SYSTEM_NAMESPACES.has(workload.namespace)) return false;
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
