import type { ContainerPort, Bare } from './ground';
import type { StringMap } from '../generated-mesh';

/** What a pod template says of its place in the mesh. */
export interface PodMeshMetadata {
  readonly labels: StringMap;
  readonly annotations: StringMap;
  readonly hostNetwork: boolean;
  /** Whether the template holds the proxy already, as `istioctl kube-inject` leaves it. */
  readonly holdsProxy: boolean;
}

export function drawPodMeshMetadata(bare: Bare, namespaceLabels: StringMap, ports: readonly ContainerPort[]): PodMeshMetadata {
  const { random, features } = bare;
  if (features.chance('alreadyInjected', 0.25)) return injectedBefore();
  if (features.chance('gateways', 0.15)) return aGateway();
  return {
    labels: { ...injectionLabels(bare, namespaceLabels), ...dataPlaneLabels(bare), ...endpointLabels(bare) },
    annotations: { ...injectionAnnotations(bare), ...captureAnnotations(bare, ports), ...outboundAnnotations(bare), ...ambientAnnotations(bare) },
    hostNetwork: features.has('hostNetwork') && random.chance(0.2),
    holdsProxy: false,
  };
}

function injectedBefore(): PodMeshMetadata {
  return {
    labels: { 'security.istio.io/tlsMode': 'istio' },
    annotations: { 'sidecar.istio.io/status': '{"containers":["istio-proxy"]}' },
    hostNetwork: false,
    holdsProxy: true,
  };
}

function aGateway(): PodMeshMetadata {
  return { labels: { 'sidecar.istio.io/inject': 'true' }, annotations: { 'inject.istio.io/templates': 'gateway' }, hostNetwork: false, holdsProxy: false };
}

function injectionLabels({ random, features }: Bare, namespaceLabels: StringMap): StringMap {
  if (!features.has('podInjection')) return {};
  // Of a revision that no istiod here has, we could not say whether it injects.
  const isLabelled = 'istio-injection' in namespaceLabels || 'istio.io/rev' in namespaceLabels;
  return random.weighted<StringMap>(
    [50, {}],
    [20, { 'sidecar.istio.io/inject': 'true' }],
    [10, { 'sidecar.istio.io/inject': 'false' }],
    [3, { 'sidecar.istio.io/inject': 'maybe' }],
    [8, { 'istio.io/rev': isLabelled && random.chance(0.4) ? 'canary' : 'default' }],
    [4, { 'istio.io/rev': 'default', 'sidecar.istio.io/inject': 'false' }],
  );
}

function dataPlaneLabels({ random, features, ambient }: Bare): StringMap {
  if (!features.has('podDataPlane')) return {};
  // Without ambient nobody reads it.
  if (!ambient) return random.chance(0.1) ? { 'istio.io/dataplane-mode': 'ambient' } : {};
  return random.weighted<StringMap>([60, {}], [20, { 'istio.io/dataplane-mode': 'ambient' }], [20, { 'istio.io/dataplane-mode': 'none' }]);
}

function endpointLabels({ random, features, ambient }: Bare): StringMap {
  return {
    ...(features.chance('tlsModeByHand', 0.3) && { 'security.istio.io/tlsMode': random.pick(['istio', 'disabled']) }),
    // Injection adds it with the ambient profile, unless the template has one: `none` keeps a sidecar out of HBONE.
    ...(ambient && features.chance('tunnelLabels', 0.4) && { 'networking.istio.io/tunnel': random.weighted([3, 'none'], [1, 'http']) }),
  };
}

function injectionAnnotations({ random, features }: Bare): StringMap {
  return features.chance('vetoes', 0.2) ? { 'sidecar.istio.io/inject': random.weighted([3, 'false'], [1, 'true']) } : {};
}

function captureAnnotations({ random, features }: Bare, ports: readonly ContainerPort[]): StringMap {
  if (!features.chance('uncapturedPorts', 0.35)) return {};
  const some = random.some(ports.map(({ containerPort }) => containerPort), 1, 2).join(',');
  return random.weighted<StringMap>(
    [5, { 'traffic.sidecar.istio.io/excludeInboundPorts': some }],
    [3, { 'traffic.sidecar.istio.io/includeInboundPorts': some }],
    [1, { 'traffic.sidecar.istio.io/includeInboundPorts': '' }],
    [1, { 'traffic.sidecar.istio.io/includeInboundPorts': '*' }],
    // What is included by name is not excluded again.
    [2, { 'traffic.sidecar.istio.io/includeInboundPorts': some, 'traffic.sidecar.istio.io/excludeInboundPorts': some }],
    [1, { 'traffic.sidecar.istio.io/includeInboundPorts': '*', 'traffic.sidecar.istio.io/excludeInboundPorts': some }],
    [2, { 'sidecar.istio.io/interceptionMode': 'NONE' }],
    [1, { 'sidecar.istio.io/interceptionMode': 'TPROXY' }],
  );
}

/** Ranges are all or nothing: manifests do not say which address a Service will get. */
function outboundAnnotations({ random, features }: Bare): StringMap {
  if (!features.chance('outboundExclusions', 0.35)) return {};
  return random.weighted<StringMap>(
    [5, { 'traffic.sidecar.istio.io/excludeOutboundPorts': random.some([80, 3306, 8080, 9090, 443], 1, 3).join(',') }],
    [2, { 'traffic.sidecar.istio.io/excludeOutboundIPRanges': '0.0.0.0/0' }],
    [1, { 'traffic.sidecar.istio.io/includeOutboundIPRanges': '' }],
    [1, { 'traffic.sidecar.istio.io/includeOutboundIPRanges': '*' }],
  );
}

function ambientAnnotations({ ambient, features }: Bare): StringMap {
  return ambient && features.chance('bypassInbound', 0.3) ? { 'ambient.istio.io/bypass-inbound-capture': 'true' } : {};
}
