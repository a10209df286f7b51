import type { DataPlane } from '../../src/engine/data-plane';
import { decide } from '../../src/engine/decide';
import type { Decision } from '../../src/engine/decision';
import type { MeshSnapshot } from '../../src/model/mesh-facts';
import type { ResolverSettings } from '../../src/model/mesh-settings';
import { MtlsMode } from '../../src/model/mtls-mode';
import type { WorkloadFacts } from '../../src/model/workload-facts';
import { aServiceEntry } from '../support/a-host';
import { aMeshIndex } from '../support/a-mesh';
import { aNamespace } from '../support/a-namespace';
import { aPeerAuthentication } from '../support/a-peer-authentication';
import { aQuestion } from '../support/a-question';
import { aRule, aTrafficPolicy } from '../support/a-rule';
import { aService, aWorkload, SomeService } from '../support/a-workload';
import { chainOf } from '../support/chain-of';
import { inPlane } from '../support/in-plane';

const { STRICT, PERMISSIVE, DISABLE } = MtlsMode;

interface Asked {
  readonly client?: DataPlane;
  readonly server?: DataPlane;
  readonly cli?: Partial<WorkloadFacts>;
  readonly orders?: Partial<WorkloadFacts>;
  readonly service?: SomeService;
  readonly facts?: Partial<MeshSnapshot>;
  readonly settings?: Partial<ResolverSettings>;
}

/** What becomes of connections of `cli` to `orders`; both have sidecars, where nothing else is said. */
function ask({ client = 'sidecar', server = 'sidecar', cli, orders, service, facts, settings }: Asked): Decision {
  const workloads = [aWorkload('cli', inPlane(client, { app: 'cli' }, cli)), aWorkload('orders', inPlane(server, { app: 'orders' }, orders))];
  const mesh = aMeshIndex({ namespaces: [aNamespace('shop')], workloads, services: [aService('orders', service)], ...facts }, { ambient: true, ...settings });
  return decide(mesh, aQuestion(mesh, { client: 'cli' }));
}

/** `CLIENT sends SENT to SERVER MODE: OUTCOME`. */
function brief({ clientDataPlane, sends, serverDataPlane, serverMode, outcome }: Decision): string {
  return `${clientDataPlane} sends ${sends} to ${serverDataPlane}${serverMode === null ? '' : ` ${serverMode}`}: ${outcome}`;
}

const inNamespace = (mode: MtlsMode) => aPeerAuthentication(mode);
const atOrders = (mode: MtlsMode, ports: [number, MtlsMode][] = []) => aPeerAuthentication(mode, { name: 'orders', selector: { app: 'orders' }, ports: new Map(ports) });
const says = (...args: Parameters<typeof aTrafficPolicy>) => ({ destinationRules: [aRule('orders', { trafficPolicy: aTrafficPolicy(...args) })] });
const excluded = { podAnnotations: { 'traffic.sidecar.istio.io/excludeInboundPorts': '8080' } };

describe('what the client sends and what the server takes come together', () => {
  test.each<[string, Asked, string]>([
    ['without anything said', {}, 'sidecar sends mtls to sidecar PERMISSIVE: mtls'],
    ['plaintext at STRICT', { client: 'none', facts: { peerAuthentications: [inNamespace(STRICT)] } }, 'none sends plaintext to sidecar STRICT: refused'],
    ['a STRICT workload in a DISABLE namespace: clients look at the namespace alone', {
      facts: { peerAuthentications: [inNamespace(DISABLE), atOrders(STRICT)] },
    }, 'sidecar sends plaintext to sidecar STRICT: refused'],
    ['a STRICT port in a DISABLE namespace', { facts: { peerAuthentications: [inNamespace(DISABLE), atOrders(DISABLE, [[8080, STRICT]])] } }, 'sidecar sends plaintext to sidecar STRICT: refused'],
    ['a DISABLE workload behind a headless Service: clients do not look at it', {
      service: { isHeadless: true }, facts: { peerAuthentications: [atOrders(DISABLE)] },
    }, 'sidecar sends mtls to sidecar DISABLE: broken'],
    ['a mode for the service port, which policies know nothing of', { facts: { peerAuthentications: [atOrders(PERMISSIVE, [[80, DISABLE]])] } }, 'sidecar sends mtls to sidecar PERMISSIVE: mtls'],
    ['a rule for the workload port, which rules know nothing of', { facts: says('ISTIO_MUTUAL', { 8080: 'DISABLE' }) }, 'sidecar sends mtls to sidecar PERMISSIVE: mtls'],
    ['a rule for the service port', { facts: says('ISTIO_MUTUAL', { 80: 'DISABLE' }) }, 'sidecar sends plaintext to sidecar PERMISSIVE: plaintext'],
    ['an entry for the port without TLS below ISTIO_MUTUAL, at a DISABLE port', {
      facts: { ...says('ISTIO_MUTUAL', { 80: undefined }), peerAuthentications: [atOrders(DISABLE)] },
    }, 'sidecar sends mtls to sidecar DISABLE: broken'],
    ['ISTIO_MUTUAL at DISABLE', { facts: { ...says('ISTIO_MUTUAL'), peerAuthentications: [inNamespace(DISABLE)] } }, 'sidecar sends mtls to sidecar DISABLE: broken'],
    ['ISTIO_MUTUAL without a proxy', { server: 'none', facts: says('ISTIO_MUTUAL') }, 'sidecar sends mtls to none: broken'],
    ['SIMPLE at an HTTP port', { service: { ports: [{ number: 80, name: 'http', target: 8080 }] }, facts: says('SIMPLE') }, 'sidecar sends app-tls to sidecar PERMISSIVE: broken'],
    ['SIMPLE at a TCP port', { service: { ports: [{ number: 80, name: 'tcp', target: 8080 }] }, facts: says('SIMPLE') }, 'sidecar sends app-tls to sidecar PERMISSIVE: app-tls'],
    ['a port that is excluded at the server: clients go on as before', { orders: excluded, facts: { peerAuthentications: [inNamespace(STRICT)] } }, 'sidecar sends mtls to sidecar: broken'],
    ['a port that is excluded, and plaintext', { client: 'none', orders: excluded, facts: { peerAuthentications: [inNamespace(STRICT)] } }, 'none sends plaintext to sidecar: plaintext'],
    ['a port that is excluded, and the tunnel', { client: 'ambient', orders: excluded }, 'ambient sends hbone to sidecar: mtls'],
    ['the label of mutual TLS on a server without a proxy', {
      server: 'none', orders: { podLabels: { 'app': 'orders', 'security.istio.io/tlsMode': 'istio' } },
    }, 'sidecar sends mtls to none: broken'],
    ['a server that is labelled to speak no mutual TLS', {
      orders: { podLabels: { 'app': 'orders', 'sidecar.istio.io/inject': 'true', 'security.istio.io/tlsMode': 'disabled', 'networking.istio.io/tunnel': '' } },
      facts: { peerAuthentications: [inNamespace(STRICT)] },
    }, 'sidecar sends plaintext to sidecar STRICT: refused'],
    ['the tunnel at a STRICT sidecar: policies are not asked', { client: 'ambient', facts: { peerAuthentications: [inNamespace(DISABLE)] } }, 'ambient sends hbone to sidecar DISABLE: mtls'],
    ['an ambient client and a STRICT sidecar without the tunnel', {
      client: 'ambient',
      orders: { podLabels: { 'app': 'orders', 'sidecar.istio.io/inject': 'true', 'networking.istio.io/tunnel': 'none' } },
      facts: { peerAuthentications: [inNamespace(STRICT)] },
    }, 'ambient sends plaintext to sidecar STRICT: refused'],
    ['a rule that says DISABLE, and an ambient server', { server: 'ambient', facts: says('DISABLE') }, 'sidecar sends hbone to ambient PERMISSIVE: mtls'],
    ['an ambient server behind a headless Service', { server: 'ambient', service: { isHeadless: true }, facts: { peerAuthentications: [inNamespace(STRICT)] } },
      'sidecar sends plaintext to ambient STRICT: refused'],
    ['a gateway as server gets no mutual TLS', { server: 'gateway', facts: { peerAuthentications: [inNamespace(STRICT)] } }, 'sidecar sends plaintext to gateway: depends'],
    ['a client whose proxy lets nothing out', {
      service: { annotations: { 'networking.istio.io/exportTo': 'bank' } }, settings: { outboundTrafficPolicy: 'REGISTRY_ONLY' },
    }, 'sidecar sends plaintext to sidecar PERMISSIVE: refused'],
    ['ambient labels, where istiod does not run ambient mode', { server: 'ambient', settings: { ambient: false } }, 'sidecar sends plaintext to none: plaintext'],
  ])('%s', (_, asked, expected) => {
    expect(brief(ask(asked))).toBe(expected);
  });

  test('outside of the manifests there is no server that anybody knows', () => {
    const facts = { services: [], serviceEntries: [aServiceEntry('db.example.com', { location: 'MESH_EXTERNAL' })] };
    expect(brief(ask({ facts }))).toBe('sidecar sends plaintext to null: plaintext');
    expect(ask({ facts: { ...facts, destinationRules: [aRule('db.example.com', { trafficPolicy: aTrafficPolicy('ISTIO_MUTUAL') })] } })).toMatchObject({ outcome: 'depends', serverMode: null });
  });
});

describe('the reasons are what the server accepts, what the client sends, and what comes of both', () => {
  test.each<[string, Asked, string[]]>([
    ['with a proxy', { facts: { ...says('DISABLE'), peerAuthentications: [inNamespace(STRICT)] } }, [
      'namespace-policy PeerAuthentication shop/default spec.mtls.mode',
      'rule-of-client-namespace DestinationRule shop/rule spec.host',
      'tls-disable DestinationRule shop/rule spec.trafficPolicy.tls.mode',
      'strict-refuses',
    ]],
    ['without one', { client: 'none', server: 'none' }, ['no-proxy-client', 'no-proxy-server']],
    ['where the client\'s proxy lets nothing out', {
      service: { annotations: { 'networking.istio.io/exportTo': 'bank' } }, settings: { outboundTrafficPolicy: 'REGISTRY_ONLY' },
    }, [
      'default-mode', 'host-not-visible Service shop/orders metadata.annotations["networking.istio.io/exportTo"]', 'registry-only', 'registry-only',
    ]],
  ])('%s', (_, asked, expected) => {
    expect(chainOf(ask(asked).reasons)).toEqual(expected);
  });
});

describe('where a Namespace is not among the manifests', () => {
  const unknown = { facts: { namespaces: [] as MeshSnapshot['namespaces'] } };
  const plain = { podLabels: { app: 'orders' } };

  test('what comes of a connection depends on it, if it makes a difference', () => {
    const orders = { podLabels: { 'app': 'orders', 'security.istio.io/tlsMode': 'istio' }, hasProxyContainer: true };
    const decision = ask({ facts: { ...unknown.facts, peerAuthentications: [inNamespace(STRICT)] }, cli: { podLabels: { app: 'cli' } }, orders });
    expect(brief(decision)).toBe('unknown sends null to sidecar STRICT: depends');
    expect(decision.dependsOn).toBe('whether Deployment shop/cli has a proxy: Namespace shop is not among the manifests');
    expect(chainOf(decision.reasons).at(-1)).toBe('unknown-namespace');
  });

  test('it is decided, if it makes none', () => {
    const decision = ask({ ...unknown, client: 'none', cli: { hostNetwork: true }, orders: plain });
    expect(brief(decision)).toBe('none sends plaintext to unknown: plaintext');
    expect(decision.dependsOn).toBeNull();
  });

  test.each([[true, 'depends'], [false, 'refused']])('ambient mode is among what may be, only where istiod runs it: %s', (ambient, outcome) => {
    // Without a sidecar for sure, and with ztunnel at most.
    const cli = { podLabels: { 'app': 'cli', 'sidecar.istio.io/inject': 'false' } };
    const orders = { podLabels: { 'app': 'orders', 'istio.io/dataplane-mode': 'none', 'security.istio.io/tlsMode': 'istio', 'networking.istio.io/tunnel': 'http' }, hasProxyContainer: true };
    const facts = { ...unknown.facts, peerAuthentications: [inNamespace(STRICT)] };
    expect(ask({ cli, orders, facts, settings: { ambient } }).outcome).toBe(outcome);
  });

  test('what a proxyless gRPC application does by itself is in its own hands', () => {
    const grpc = { podLabels: { 'app': 'cli', 'sidecar.istio.io/inject': 'true' }, podAnnotations: { 'inject.istio.io/templates': 'grpc-agent' } };
    expect(ask({ cli: grpc, facts: { peerAuthentications: [inNamespace(STRICT)] } }).dependsOn).toBe('what Deployment shop/cli does by itself: it has no proxy that Istio configures');
  });
});

test('a client of the node may be on the server\'s own: whether ztunnel refuses it hangs on that', () => {
  const decision = ask({ client: 'none', cli: { hostNetwork: true }, server: 'ambient', facts: { peerAuthentications: [inNamespace(STRICT)] } });
  expect(brief(decision)).toBe('none sends plaintext to ambient STRICT: depends');
  expect(chainOf(decision.reasons).at(-1)).toBe('same-node');
  expect(decision.dependsOn).toContain('on the server\'s own node');
});
