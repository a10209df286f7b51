import type { Question } from './client-side';
import { decide } from './decide';
import type { Decision } from './decision';
import type { MergedSubset } from './merged-rule';
import type { Endpoint, HostPort, MeshHost } from './mesh-host';
import type { MeshIndex } from './mesh-index';
import { outboundCapture } from './outbound-capture';
import { goesWhereDialled, portTraffic } from './traffic-policy';
import { selects } from '../model/labels';
import type { WorkloadFacts } from '../model/workload-facts';

/** One client, one service port and subset, one server, and what becomes of connections between them. */
export interface Connection extends Decision {
  readonly client: WorkloadFacts;
  readonly host: MeshHost;
  readonly port: HostPort;
  /** Empty where no subset is meant. */
  readonly subset: string;
  readonly endpoint: Endpoint;
}

/** Which connections to list; left out: all. */
export interface ConnectionFilter {
  isFrom?(client: WorkloadFacts): boolean;
  isTo?(server: WorkloadFacts | undefined, host: MeshHost, port: HostPort): boolean;
}

/** Every client workload × service port × subset × server, a workload calling itself included, in an order that does not depend on the manifests'. */
export function* connectionsOf(mesh: MeshIndex, { isFrom, isTo }: ConnectionFilter = {}): Generator<Connection, undefined> {
  const hosts = [...mesh.hosts].sort((a, b) => compare(a.host, b.host) || compare(a.namespace, b.namespace));
  const clients = [...mesh.snapshot.workloads].sort(byTitle);
  for (const client of clients) {
    if (isFrom?.(client) === false) continue;
    for (const host of hosts) {
      for (const port of [...host.ports].sort((a, b) => a.number - b.number)) {
        for (const subset of [undefined, ...subsetsFor(mesh, client, host, port)]) yield* toServers(mesh, { client, host, port, subset }, isTo);
      }
    }
  }
  return undefined;
}

/** A question about all servers behind a port. */
type PortQuestion = Omit<Question, 'endpoint'>;

function* toServers(mesh: MeshIndex, question: PortQuestion, isTo: ConnectionFilter['isTo']): Generator<Connection, undefined> {
  const { client, host, port, subset } = question;
  for (const endpoint of reachableEndpoints(mesh, question).sort(byServer)) {
    if (isTo?.(endpoint.workload, host, port) === false) continue;
    yield { client, host, port, subset: subset?.name ?? '', endpoint, ...decide(mesh, { ...question, endpoint }) };
  }
  return undefined;
}

/** The servers that a client may end up at: those of the subset, unless it goes where the application dialled. */
export function reachableEndpoints(mesh: MeshIndex, { client, host, port, subset }: PortQuestion): Endpoint[] {
  const endpoints = mesh.endpoints(host, port);
  const plane = mesh.dataPlaneOf(client);
  const { rule } = mesh.ruleOf(client, host);
  const traffic = rule === undefined ? undefined : portTraffic(rule, port.number, subset);
  if (plane === 'gateway' && traffic?.isPassthrough !== true && host.discovery === 'original-dst' && mesh.knows(client, plane, host, port.number)) {
    // A gateway goes to addresses that istiod lists, and nowhere else: not to the one that somebody dialled.
    const listed = endpoints.filter((endpoint) => endpoint.workload !== undefined);
    return subset === undefined ? listed : listed.filter(({ labels }) => selects(subset.labels, labels));
  }
  if (subset === undefined || traffic === undefined || goesWhereDialled(host, plane === 'gateway' ? plane : 'sidecar', traffic)) return endpoints;
  return endpoints.filter(({ labels }) => selects(subset.labels, labels));
}

/** The subsets that a client's proxy has clusters for, by name. */
export function subsetsFor(mesh: MeshIndex, client: WorkloadFacts, host: MeshHost, port: HostPort): readonly MergedSubset[] {
  const plane = mesh.dataPlaneOf(client);
  if (plane === 'none' || plane === 'ambient') return [];
  const { rule } = mesh.ruleOf(client, host);
  if (rule === undefined || rule.subsets.length === 0 || !mesh.knows(client, plane, host, port.number)) return [];
  if (plane !== 'gateway' && outboundCapture(client, port.number).is === 'bypassed') return [];
  return [...rule.subsets].sort((a, b) => compare(a.name, b.name));
}

/** Addresses outside of the manifests come last. */
function byServer({ workload: one }: Endpoint, { workload: other }: Endpoint): number {
  return one && other ? byTitle(one, other) : Number(one === undefined) - Number(other === undefined);
}

function byTitle(one: WorkloadFacts, other: WorkloadFacts): number {
  return compare(one.namespace, other.namespace) || compare(one.name, other.name) || compare(one.kind, other.kind);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
