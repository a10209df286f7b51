import { SeenEndpoint, sentBy, Sent } from './client-tls';
import type { DataPlane } from './data-plane';
import type { MergedSubset } from './merged-rule';
import type { Endpoint, HostPort, MeshHost } from './mesh-host';
import type { MeshIndex } from './mesh-index';
import { outboundCapture } from './outbound-capture';
import { objectOf, Reason } from './reason';
import { speaksMtls, takesTunnel } from './seen-endpoint';
import type { WorkloadFacts } from '../model/workload-facts';

/** A question: what becomes of the connections of one client to one server behind a port. */
export interface Question {
  readonly client: WorkloadFacts;
  readonly host: MeshHost;
  readonly port: HostPort;
  readonly subset?: MergedSubset;
  readonly endpoint: Endpoint;
}

/** What a client may send: several where it is not decided which. */
export interface ClientSide {
  readonly sent: readonly Sent[];
  /** Whether what is sent never arrives: the proxy knows no such host, and lets nothing out that it does not know. */
  readonly isBlackholed: boolean;
}

const UNKNOWN_TO_GATEWAY: ClientSide = { sent: [{ sends: 'plaintext', reasons: [{ rule: 'host-not-visible', text: 'the gateway does not know the host, and has no route to what it does not know' }] }], isBlackholed: true };
const NO_PROXY: Sent = { sends: 'plaintext', reasons: [{ rule: 'no-proxy-client', text: 'the client has no proxy: plaintext' }] };

/** What a client that is in the mesh by `plane` sends to a server that is in it by `serverPlane`. */
export function clientSide(mesh: MeshIndex, question: Question, plane: DataPlane, serverPlane: DataPlane | null): ClientSide {
  const { client, host, port } = question;
  const sends = (...sent: Sent[]): ClientSide => ({ sent, isBlackholed: false });
  if (plane === 'none' || plane === 'unknown') return sends(NO_PROXY);
  if (plane === 'ambient') return sends(...ofAmbient(mesh, question, serverPlane));
  if (plane === 'gateway') return mesh.knows(client, plane, host, port.number) ? sends(ofProxy(mesh, question, plane, serverPlane)) : UNKNOWN_TO_GATEWAY;
  const capture = outboundCapture(client, port.number);
  if (capture.is === 'bypassed') return sends({ sends: 'plaintext', reasons: [capture.reason] });
  if (!mesh.knows(client, plane, host, port.number)) return unknownHost(mesh, question);
  const proxied = ofProxy(mesh, question, plane, serverPlane);
  return capture.is === 'captured' ? sends(proxied) : sends(proxied, { sends: 'plaintext', reasons: [capture.reason] });
}

/** ztunnel asks nobody's rules: whoever takes the tunnel gets it. */
function ofAmbient(mesh: MeshIndex, { host, endpoint }: Question, serverPlane: DataPlane | null): Sent[] {
  const direct: Sent = isTunnelled(mesh, endpoint, serverPlane)
    ? { sends: 'hbone', reasons: [{ rule: 'ambient-client-hbone', text: 'the client\'s ztunnel sends HBONE, as the server takes it' }] }
    : { sends: 'plaintext', reasons: [{ rule: 'ambient-client-plaintext', text: 'the client\'s ztunnel sends plaintext, as the server does not take HBONE' }] };
  const waypoint = waypointOf(mesh, host);
  if (waypoint === undefined) return [direct];
  return [direct, { sends: 'plaintext', reasons: [{ rule: 'waypoint', text: `the connection goes through waypoint ${waypoint}, which sends on what it chooses`, object: objectOf(host.kind, host.object) }] }];
}

/** The waypoint that ambient clients of a host go through. */
export function waypointOf(mesh: MeshIndex, host: MeshHost): string | undefined {
  const labels = 'labels' in host.object ? host.object.labels : {};
  const waypoint = labels['istio.io/use-waypoint'] ?? mesh.namespace(host.namespace)?.labels['istio.io/use-waypoint'];
  return waypoint === 'none' ? undefined : waypoint;
}

/** A proxy that does not know the host lets the bytes through as they are, or lets nothing out at all. */
function unknownHost(mesh: MeshIndex, { client, host, port }: Question): ClientSide {
  const sidecar = mesh.scopes.of(client);
  const isExported = mesh.scopes.knows(undefined, client.namespace, host, port.number);
  const hidden: Reason = isExported && sidecar !== undefined
    ? { rule: 'host-not-visible', text: `leaves out ${host.host}: the client's proxy passes plaintext on`, object: objectOf('Sidecar', sidecar), field: 'spec.egress' }
    : { rule: 'host-not-visible', text: `is not exported to ${client.namespace}: the client's proxy passes plaintext on`, object: objectOf(host.kind, host.object), field: exportToField(host) };
  const own = sidecar?.outboundTrafficPolicy;
  if ((own ?? mesh.settings.outboundTrafficPolicy) === 'ALLOW_ANY') return { sent: [{ sends: 'plaintext', reasons: [hidden] }], isBlackholed: false };
  const text = 'outboundTrafficPolicy is REGISTRY_ONLY: the proxy lets nothing out that it does not know';
  const refusing: Reason = own === undefined ? { rule: 'registry-only', text } : { rule: 'registry-only', text, object: sidecar && objectOf('Sidecar', sidecar), field: 'spec.outboundTrafficPolicy' };
  return { sent: [{ sends: 'plaintext', reasons: [hidden, refusing] }], isBlackholed: true };
}

/** Undefined where mesh config alone says where the host is exported. */
function exportToField({ kind, exportTo }: MeshHost): string | undefined {
  if (exportTo.length === 0) return undefined;
  return kind === 'Service' ? 'metadata.annotations["networking.istio.io/exportTo"]' : 'spec.exportTo';
}

function ofProxy(mesh: MeshIndex, { client, host, port, subset, endpoint }: Question, plane: 'sidecar' | 'gateway', serverPlane: DataPlane | null): Sent {
  const { rule, reasons } = mesh.ruleOf(client, host);
  const seen = (other: Endpoint, otherPlane: DataPlane | null): SeenEndpoint => ({
    speaksMtls: speaksMtls(other, otherPlane),
    // Where both lead there, sidecars prefer mutual TLS to the tunnel.
    takesTunnel: isTunnelled(mesh, other, otherPlane) && !speaksMtls(other, otherPlane),
    mode: mesh.portMode(other.workload ?? { namespace: host.namespace, podLabels: other.labels }, other.port),
  });
  const sent = sentBy({
    host,
    port: port.number,
    rule,
    subset,
    client: plane,
    enableAutoMtls: mesh.settings.enableAutoMtls,
    server: seen(endpoint, serverPlane),
    all: () => mesh.endpoints(host, port).map((other) => seen(other, other.workload === undefined ? null : mesh.dataPlaneOf(other.workload))),
    serviceMode: mesh.policies.namespaceMode(host.namespace),
  });
  return reasons.length === 0 ? sent : { ...sent, reasons: [...reasons, ...sent.reasons] };
}

function isTunnelled(mesh: MeshIndex, endpoint: Endpoint, plane: DataPlane | null): boolean {
  return mesh.settings.ambient && takesTunnel(endpoint, plane, mesh.settings.ambient);
}
