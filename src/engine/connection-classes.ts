import { whyNotCaptured } from './captured-port';
import { ClientGroup, ClientGroups } from './client-groups';
import { waypointOf } from './client-side';
import { reachableEndpoints, subsetsFor } from './connections';
import { decide } from './decide';
import type { Decision } from './decision';
import { inboundProtocol } from './inbound-ports';
import type { MergedSubset } from './merged-rule';
import type { Endpoint, HostPort, MeshHost } from './mesh-host';
import type { MeshIndex } from './mesh-index';
import type { Outcome } from './outcome';
import { speaksMtls, takesTunnel } from './seen-endpoint';
import { bypassesCapture } from './server-side';
import type { TrafficPolicyFacts } from '../model/destination-rule-facts';

/** Connections that nothing tells apart: of a group of clients, to one server behind a port. */
export interface ConnectionClass {
  readonly group: ClientGroup;
  readonly host: MeshHost;
  readonly port: HostPort;
  readonly subset?: MergedSubset;
  readonly endpoint: Endpoint;
  readonly outcome: Outcome;
  /** The whole decision, with its reasons. */
  explain(): Decision;
}

/**
 * The connections of the mesh that come to certain outcomes, in classes. Costs what the distinct ones cost: a host that
 * no rule is for is decided by what its servers are, which most of them have in common.
 */
export function* connectionClasses(mesh: MeshIndex, outcomes: ReadonlySet<Outcome>): Generator<ConnectionClass, undefined> {
  const groups = new ClientGroups(mesh);
  const known = new Map<string, Map<string, Outcome>>();
  for (const host of mesh.hosts) {
    const clients = groups.of(host);
    const hasRules = mesh.rules.namespacesApart(host.host).size > 0;
    const keysOfClients = clients.map((group) => (hasRules ? keyWithRule(mesh, group, host) : group.key));
    for (const port of host.ports) {
      for (const endpoint of mesh.endpoints(host, port)) {
        const seen = outcomesOf(known, serverKey(mesh, host, port, endpoint));
        for (const [i, group] of clients.entries()) {
          if (!isReached(mesh, group, host, port, endpoint)) continue;
          const explain = () => decide(mesh, { client: group.example, host, port, endpoint });
          const outcome = once(seen, keysOfClients[i], () => explain().outcome);
          if (outcomes.has(outcome)) yield { group, host, port, endpoint, outcome, explain };
        }
      }
      if (hasRules) for (const group of clients) yield* ofSubsets(mesh, group, host, port, outcomes);
    }
  }
  return undefined;
}

/**
 * What of clients decides a connection, where rules are at work: their kind and what the rule says that they follow,
 * wherever they are. Undefined where more decides than a key can hold: a rule that makes clients go where they dialled
 * treats all servers of a host alike, and what becomes of TLS that Istio does not own hangs on the port's protocol.
 */
function keyWithRule(mesh: MeshIndex, { key, kind, example }: ClientGroup, host: MeshHost): string | undefined {
  const { rule } = mesh.ruleOf(example, host);
  if (rule === undefined) return key;
  const { trafficPolicy: top } = rule;
  if (top === undefined) return `${kind} rule`;
  if ([top, ...top.ports].some(saysMoreThanAKeyHolds)) return undefined;
  const ports = top.ports.map(({ port, tls }) => `${port}:${tls?.mode ?? ''}`);
  return [kind, 'rule', top.tls?.mode ?? '', ...ports].join(' ');
}

function saysMoreThanAKeyHolds({ loadBalancer, tls }: Pick<TrafficPolicyFacts, 'loadBalancer' | 'tls'>): boolean {
  return loadBalancer === 'PASSTHROUGH' || tls?.mode === 'SIMPLE' || tls?.mode === 'MUTUAL';
}

/** Gateways go to addresses that istiod lists, and to no other that somebody dialled. */
function isReached(mesh: MeshIndex, { example: client }: ClientGroup, host: MeshHost, port: HostPort, { workload }: Endpoint): boolean {
  if (workload !== undefined || host.discovery !== 'original-dst') return true;
  return reachableEndpoints(mesh, { client, host, port }).some((endpoint) => endpoint.workload === undefined);
}

function* ofSubsets(
  mesh: MeshIndex, group: ClientGroup, host: MeshHost, port: HostPort, outcomes: ReadonlySet<Outcome>,
): Generator<ConnectionClass, undefined> {
  for (const subset of subsetsFor(mesh, group.example, host, port)) {
    for (const endpoint of reachableEndpoints(mesh, { client: group.example, host, port, subset })) {
      const explain = () => decide(mesh, { client: group.example, host, port, subset, endpoint });
      const { outcome } = explain();
      if (outcomes.has(outcome)) yield { group, host, port, subset, endpoint, outcome, explain };
    }
  }
  return undefined;
}

/** An outcome that is worked out once for all that have its key. */
function once(seen: Map<string, Outcome> | undefined, key: string | undefined, ask: () => Outcome): Outcome {
  if (seen === undefined || key === undefined) return ask();
  let outcome = seen.get(key);
  if (outcome === undefined) seen.set(key, outcome = ask());
  return outcome;
}

function outcomesOf(known: Map<string, Map<string, Outcome>>, key: string | undefined): Map<string, Outcome> | undefined {
  if (key === undefined) return undefined;
  const outcomes = known.get(key) ?? new Map<string, Outcome>();
  known.set(key, outcomes);
  return outcomes;
}

/** What of a server and its host matters to clients without a rule; undefined where more does than a key can hold. */
function serverKey(mesh: MeshIndex, host: MeshHost, port: HostPort, endpoint: Endpoint): string | undefined {
  const { workload } = endpoint;
  if (workload === undefined || !isPlain(mesh, host)) return undefined;
  const plane = mesh.dataPlaneOf(workload);
  if (plane === 'unknown') return undefined;
  const mode = mesh.portMode(workload, endpoint.port);
  const service = mesh.policies.namespaceMode(host.namespace).mode;
  const watched = plane === 'sidecar' ? whyNotCaptured(workload, endpoint.port) === undefined : !bypassesCapture(workload);
  const protocol = port.isServerFirst && plane === 'sidecar' ? inboundProtocol(mesh, workload, endpoint.port) : '';
  return [plane, plane === 'ambient' ? `${workload.namespace} ${mesh.policies.selecting(workload).map(({ name }) => name).join(',')} ${endpoint.port}` : mode.mode, service, watched, speaksMtls(endpoint, plane),
    // Clients may let certain service ports past their proxies.
    takesTunnel(endpoint, plane, mesh.settings.ambient), port.isServerFirst, protocol, port.number].join('|');
}

/** Whether all clients without a rule know the host, and reach its servers alike. */
function isPlain(mesh: MeshIndex, host: MeshHost): boolean {
  return host.kind === 'Service' && host.discovery === 'endpoints' && host.exportTo.length === 0 && mesh.settings.defaultServiceExportTo.includes('*')
    && mesh.snapshot.sidecars.length === 0 && waypointOf(mesh, host) === undefined;
}
