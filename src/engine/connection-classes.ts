import { ClientGroup, ClientGroups } from './client-groups';
import { whyNotCaptured } from './captured-port';
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
    for (const port of host.ports) {
      for (const endpoint of mesh.endpoints(host, port)) {
        const seen = hasRules ? undefined : outcomesOf(known, serverKey(mesh, host, port, endpoint));
        for (const group of clients) {
          if (!isReached(mesh, group, host, port, endpoint)) continue;
          let outcome = seen?.get(group.key);
          if (outcome === undefined) {
            ({ outcome } = decide(mesh, { client: group.example, host, port, endpoint }));
            seen?.set(group.key, outcome);
          }
          if (outcomes.has(outcome)) yield { group, host, port, endpoint, outcome, explain: () => decide(mesh, { client: group.example, host, port, endpoint }) };
        }
      }
      if (hasRules) for (const group of clients) yield* ofSubsets(mesh, group, host, port, outcomes);
    }
  }
  return undefined;
}

/** Gateways go to addresses that istiod lists, and to no other that somebody dialled. */
function isReached(mesh: MeshIndex, { example: client }: ClientGroup, host: MeshHost, port: HostPort, { workload }: Endpoint): boolean {
  if (workload !== undefined || host.discovery !== 'original-dst') return true;
  return reachableEndpoints(mesh, { client, host, port }).some((endpoint) => endpoint.workload === undefined);
}

function* ofSubsets(mesh: MeshIndex, group: ClientGroup, host: MeshHost, port: HostPort, outcomes: ReadonlySet<Outcome>): Generator<ConnectionClass, undefined> {
  for (const subset of subsetsFor(mesh, group.example, host, port)) {
    for (const endpoint of reachableEndpoints(mesh, { client: group.example, host, port, subset })) {
      const explain = () => decide(mesh, { client: group.example, host, port, subset, endpoint });
      const { outcome } = explain();
      if (outcomes.has(outcome)) yield { group, host, port, subset, endpoint, outcome, explain };
    }
  }
  return undefined;
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
