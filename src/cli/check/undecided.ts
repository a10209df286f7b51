import type { ClientGroup } from '../../engine/client-groups';
import { connectionClasses } from '../../engine/connection-classes';
import type { MeshIndex } from '../../engine/mesh-index';
import type { Outcome } from '../../engine/outcome';
import type { WorkloadFacts } from '../../model/workload-facts';

/** Connections of which nobody can tell, as it is up to a Namespace whether pods have a proxy. */
export interface Undecided {
  readonly undecided: number;
  readonly all: number;
  /** The Namespaces that are not among the manifests, sorted. */
  readonly namespaces: readonly string[];
}

const ALL: ReadonlySet<Outcome> = new Set<Outcome>(['mtls', 'plaintext', 'app-tls', 'refused', 'broken', 'depends']);

/** Undefined where every Namespace is there that anything hangs on. */
export function undecidedIn(mesh: MeshIndex): Undecided | undefined {
  if (!mesh.snapshot.workloads.some((workload) => lacksNamespace(mesh, workload))) return undefined;
  const namespaces = new Set<string>();
  const known = new Map<ClientGroup, readonly string[]>();
  let undecided = 0;
  let all = 0;
  for (const { group, endpoint, outcome } of connectionClasses(mesh, ALL)) {
    all += group.size;
    if (outcome !== 'depends' || group.size === 0) continue;
    let ofClients = known.get(group);
    if (ofClients === undefined) known.set(group, ofClients = lackingOf(mesh, group.clients()));
    const lacking = [...ofClients, ...lackingOf(mesh, endpoint.workload === undefined ? [] : [endpoint.workload])];
    for (const name of lacking) namespaces.add(name);
    if (lacking.length > 0) undecided += group.size;
  }
  return undecided === 0 ? undefined : { undecided, all, namespaces: [...namespaces].sort() };
}

function lackingOf(mesh: MeshIndex, workloads: Iterable<WorkloadFacts>): readonly string[] {
  const found = new Set<string>();
  for (const workload of workloads) if (lacksNamespace(mesh, workload)) found.add(workload.namespace);
  return [...found];
}

function lacksNamespace(mesh: MeshIndex, workload: WorkloadFacts): boolean {
  return mesh.namespace(workload.namespace) === undefined && mesh.dataPlaneOf(workload) === 'unknown';
}
