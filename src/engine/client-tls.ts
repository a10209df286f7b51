import type { MergedRule, MergedSubset } from './merged-rule';
import type { MeshHost } from './mesh-host';
import { objectOf, Reason } from './reason';
import type { RuleName } from './rules';
import type { ServerMode } from './server-policies';
import { FoundTls, goesWhereDialled, PortTraffic, portTraffic } from './traffic-policy';
import type { TlsSetting } from '../model/destination-rule-facts';
import { MtlsMode } from '../model/mtls-mode';

/** What a client's proxy sends to one server. */
export type Sends = 'plaintext' | 'mtls' | 'hbone' | 'app-tls';

/** What a client sends, and why. */
export interface Sent {
  readonly sends: Sends;
  /** The application's own TLS, for `app-tls` and where it is inside of `hbone`. */
  readonly inner?: 'SIMPLE' | 'MUTUAL';
  readonly reasons: readonly Reason[];
}

/** A server as a client's proxy sees it. */
export interface SeenEndpoint {
  /** Whether it is taken to speak Istio's mutual TLS: by the label that injection sets. */
  readonly speaksMtls: boolean;
  /** Whether the tunnel leads to it. */
  readonly takesTunnel: boolean;
  /** What its port accepts, as istiod composes it of the policies. */
  readonly mode: ServerMode;
}

/** What is asked to know what a sidecar or gateway sends. */
export interface ClientQuestion {
  readonly host: MeshHost;
  readonly port: number;
  readonly rule?: MergedRule;
  readonly subset?: MergedSubset;
  readonly client: 'sidecar' | 'gateway';
  readonly enableAutoMtls: boolean;
  readonly server: SeenEndpoint;
  /** All servers behind the port: clients that go where the application dialled treat them all alike. */
  readonly all: () => readonly SeenEndpoint[];
  /** What the service's namespace accepts, workload policies aside. */
  readonly serviceMode: ServerMode;
}

const NO_TRAFFIC: PortTraffic = { isPassthrough: false, isTopPassthrough: false };

/** What a sidecar or gateway sends to one server. Mirrors istio pilot/pkg/networking/core/cluster_tls.go. */
export function sentBy(question: ClientQuestion): Sent {
  const { host, rule, port, subset, client } = question;
  const traffic = rule === undefined ? NO_TRAFFIC : portTraffic(rule, port, subset);
  const asDialled = goesWhereDialled(host, client, traffic);
  const { cluster } = traffic;
  const entry: Reason[] = traffic.portEntry === undefined ? []
    : [{ rule: 'port-entry', text: `has an entry for port ${port}, which hides what the rule says above it`, object: objectOf('DestinationRule', traffic.portEntry.rule), field: traffic.portEntry.field }];
  const ofSubset: Reason[] = subset?.trafficPolicy?.tls === undefined || cluster?.tls.field.startsWith(subset.field) !== true ? []
    : [{ rule: 'subset-policy', text: `subset ${subset.name} has a policy of its own, which hides the rule's`, object: objectOf('DestinationRule', subset.rule), field: subset.field }];
  const sent = cluster === undefined
    ? byItself(question, traffic, asDialled)
    : asTold(question, cluster, asDialled);
  const hiding = [...entry, ...ofSubset];
  return hiding.length === 0 ? sent : { ...sent, reasons: [...hiding, ...sent.reasons] };
}

/** The rule says which TLS to send. */
function asTold(question: ClientQuestion, { tls, rule }: FoundTls, asDialled: boolean): Sent {
  const because = (name: RuleName, text: string): Reason[] => [{ rule: name, text, object: objectOf('DestinationRule', rule), field: tls.isWritten ? `${tls.field}.mode` : tls.field }];
  const tunnel = !asDialled && question.server.takesTunnel;
  switch (tls.mode) {
    case 'DISABLE': return plainOrTunnel(tunnel, because('tls-disable', tls.isWritten ? 'says DISABLE: plaintext' : 'has tls without a mode, which is DISABLE: plaintext'));
    case 'ISTIO_MUTUAL': return tunnel ? tunnelled(because('tls-istio-mutual', 'says ISTIO_MUTUAL, which the tunnel takes the place of'))
      : { sends: 'mtls', reasons: because('tls-istio-mutual', 'says ISTIO_MUTUAL: to every server, with a proxy or without') };
    case 'SIMPLE':
    case 'MUTUAL': return ofItsOwn(question, tls, tls.mode, tunnel, because);
  }
}

type Because = (name: RuleName, text: string) => Reason[];

function ofItsOwn(question: ClientQuestion, tls: TlsSetting, mode: 'SIMPLE' | 'MUTUAL', tunnel: boolean, because: Because): Sent {
  if (isDropped(question, tls)) {
    const text = `says ${mode} with credentialName, which sidecars pass over unless the rule has a workloadSelector: plaintext`;
    return plainOrTunnel(tunnel, because('credential-ignored', text));
  }
  const isIncomplete = mode === 'MUTUAL' && !tls.hasOwnCertificate && !tls.credentialName;
  if (isIncomplete) return plainOrTunnel(tunnel, because('certificate-missing', 'says MUTUAL without certificate and key: istiod sets no TLS at all'));
  const reasons = because('tls-own', `says ${mode}: TLS that Istio does not own`);
  return tunnel ? { ...tunnelled(reasons), inner: mode } : { sends: 'app-tls', inner: mode, reasons };
}

/** A sidecar gets no secrets by name, as every workload that the rule is for would: only a rule for certain workloads gives them. */
function isDropped({ client, rule }: ClientQuestion, { credentialName = '' }: TlsSetting): boolean {
  return client === 'sidecar' && rule?.workloadSelector === undefined && credentialName !== '' && !credentialName.startsWith('configmap://');
}

/** No rule says anything of TLS: the proxy finds out by itself. */
function byItself(question: ClientQuestion, traffic: PortTraffic, asDialled: boolean): Sent {
  const { server, host } = question;
  const tunnel = !asDialled && server.takesTunnel;
  const obstacle = obstacleOf(question, traffic);
  if (obstacle !== undefined) return plainOrTunnel(tunnel, obstacle);
  if (asDialled) return { sends: 'mtls', reasons: [{ rule: 'passthrough-mtls', text: `clients of ${host.host} go where the application dialled, and send mutual TLS to all servers alike` }] };
  if (tunnel) return tunnelled([]);
  return byEndpoint(server, traffic.endpoint);
}

/** Why auto mTLS is out of the question for the whole service. */
function obstacleOf(question: ClientQuestion, traffic: PortTraffic): Reason[] | undefined {
  const { host, serviceMode } = question;
  if (host.isExternal) return [{ rule: 'external-host', text: `${host.host} is outside the mesh (MESH_EXTERNAL): no mutual TLS unless a rule says so`, object: objectOf(host.kind, host.object), field: 'spec.location' }];
  if (!question.enableAutoMtls) return [{ rule: 'auto-mtls-off', text: 'auto mTLS is off and no rule says otherwise: plaintext' }];
  if (host.discovery === 'original-dst' || traffic.isTopPassthrough) {
    const all = question.all();
    const without = all.find((seen) => !seen.speaksMtls);
    if (without !== undefined || all.length === 0) {
      return [{ rule: 'passthrough-without-proxy', text: `clients of ${host.host} treat all its servers alike, and ${without === undefined ? 'it has none' : 'one of them has no proxy'}: plaintext`, object: objectOf(host.kind, host.object) }];
    }
  }
  if (serviceMode.mode === MtlsMode.DISABLE) {
    return [...serviceMode.reasons, { rule: 'service-disable', text: `the service's namespace is DISABLE: plaintext to all of ${host.host}, whatever a workload's own policy says` }];
  }
  return undefined;
}

function byEndpoint({ speaksMtls, mode }: SeenEndpoint, endpoint: FoundTls | undefined): Sent {
  if (endpoint !== undefined && endpoint.tls.mode !== 'ISTIO_MUTUAL') {
    const text = `has an entry for the port without tls, and ${endpoint.tls.mode} above it: no mutual TLS`;
    return { sends: 'plaintext', reasons: [{ rule: 'port-entry-without-tls', text, object: objectOf('DestinationRule', endpoint.rule), field: endpoint.tls.field }] };
  }
  if (!speaksMtls) return { sends: 'plaintext', reasons: [{ rule: 'endpoint-without-mtls', text: 'the server does not speak Istio\'s mutual TLS (label security.istio.io/tlsMode): plaintext' }] };
  if (endpoint !== undefined) {
    return { sends: 'mtls', reasons: [{ rule: 'port-entry-without-tls', text: 'has an entry for the port without tls, and ISTIO_MUTUAL above it', object: objectOf('DestinationRule', endpoint.rule), field: endpoint.tls.field }] };
  }
  if (mode.mode === MtlsMode.DISABLE) return { sends: 'plaintext', reasons: [{ rule: 'endpoint-disable', text: 'auto mTLS: the server\'s port is DISABLE, so plaintext' }] };
  return { sends: 'mtls', reasons: [{ rule: 'auto-mtls', text: 'auto mTLS: the server has a proxy, so mutual TLS' }] };
}

function plainOrTunnel(tunnel: boolean, reasons: readonly Reason[]): Sent {
  return tunnel ? tunnelled(reasons) : { sends: 'plaintext', reasons };
}

function tunnelled(reasons: readonly Reason[]): Sent {
  return { sends: 'hbone', reasons: [...reasons, { rule: 'tunnel', text: 'the server takes HBONE: the connection goes through Istio\'s tunnel' }] };
}
