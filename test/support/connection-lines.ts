import { connectionClasses } from '../../src/engine/connection-classes';
import { Connection, connectionsOf } from '../../src/engine/connections';
import type { Decision } from '../../src/engine/decision';
import type { MeshIndex } from '../../src/engine/mesh-index';
import type { Outcome } from '../../src/engine/outcome';
import { WorkloadFacts, workloadTitle } from '../../src/model/workload-facts';

const EVERY: ReadonlySet<Outcome> = new Set<Outcome>(['mtls', 'plaintext', 'app-tls', 'refused', 'broken', 'depends']);

/** Every connection of a mesh in one line: who, to whom, and what becomes of it. */
export function connectionLines(mesh: MeshIndex): string[] {
  return [...connectionsOf(mesh)].map((connection) => lineOf(connection.client, connection, connection.subset, connection));
}

/** The same lines, by what classes of connections say of each client in them. */
export function classLines(mesh: MeshIndex): string[] {
  const lines: string[] = [];
  for (const found of connectionClasses(mesh, EVERY)) {
    const decision = found.explain();
    const subset = found.subset?.name ?? '';
    for (const client of found.group.clients()) lines.push(lineOf(client, found, subset, { ...decision, outcome: found.outcome }));
  }
  return lines;
}

type Asked = Pick<Connection, 'host' | 'port' | 'endpoint'>;
type Answer = Pick<Decision, 'sends' | 'serverMode' | 'outcome'>;

function lineOf(client: WorkloadFacts, { host, port, endpoint }: Asked, subset: string, { sends, serverMode, outcome }: Answer): string {
  const server = endpoint.workload === undefined ? 'an address' : workloadTitle(endpoint.workload);
  // Several ServiceEntries may have one host.
  const dialled = `${host.namespace}/${host.object.name} ${host.host}:${port.number}${port.name === '' ? '' : ` (${port.name})`}`;
  return `${workloadTitle(client)} -> ${dialled}${subset === '' ? '' : ` subset ${subset}`} -> ${server}:${endpoint.port}: ${sends} at ${serverMode}: ${outcome}`;
}
