import type { Explanation, Target } from './explanation';
import { ClientGroups } from '../../engine/client-groups';
import { Connection, reachableEndpoints, subsetsFor } from '../../engine/connections';
import { decide } from '../../engine/decide';
import type { MeshHost } from '../../engine/mesh-host';
import type { MeshIndex } from '../../engine/mesh-index';
import { resourceOf } from '../../engine/reason';
import type { WorkloadFacts } from '../../model/workload-facts';
import { DeclaredBasis } from '../input/declared-basis';

/** Clients that are alike, of which one answers for all. */
interface Asked {
  readonly client: WorkloadFacts;
  readonly count: number;
}

/** Explains what becomes of connections to some service ports: of the given clients, or of every kind of client. */
export function explanationsOf(mesh: MeshIndex, targets: readonly Target[], clients: readonly WorkloadFacts[] | undefined): Explanation[] {
  const basis = new DeclaredBasis(mesh);
  const asked = clients === undefined ? everyKind(mesh) : () => clients.map((client): Asked => ({ client, count: 1 }));
  return targets.flatMap((target) => {
    const explained = asked(target.host).flatMap(({ client, count: alike }) => connectionsTo(mesh, client, target)
      .map((connection): Explanation => ({ ...connection, basis: basis.of(connection), others: alike - 1 })));
    return alikeTogether(explained);
  });
}

function everyKind(mesh: MeshIndex): (host: MeshHost) => readonly Asked[] {
  const groups = new ClientGroups(mesh);
  return (host) => groups.of(host).map((group) => ({ client: group.example, count: count(group.clients()) }));
}

function connectionsTo(mesh: MeshIndex, client: WorkloadFacts, { host, port, isAsked }: Target): Connection[] {
  return [undefined, ...subsetsFor(mesh, client, host, port)].flatMap((subset) => reachableEndpoints(mesh, { client, host, port, subset })
    .filter(isAsked)
    .map((endpoint) => ({ client, host, port, subset: subset?.name ?? '', endpoint, ...decide(mesh, { client, host, port, subset, endpoint }) })));
}

/** Kinds of clients that get one answer for the same reasons need not be told apart. */
function alikeTogether(explained: readonly Explanation[]): Explanation[] {
  const together = new Map<string, Explanation>();
  for (const explanation of explained) {
    const key = keyOf(explanation);
    const first = together.get(key);
    together.set(key, first === undefined ? explanation : { ...first, others: first.others + explanation.others + 1 });
  }
  return [...together.values()];
}

function keyOf({ subset, endpoint, clientDataPlane, outcome, basis, reasons }: Explanation): string {
  const chain = reasons.map(({ rule, object, field, text }) => [rule, object && resourceOf(object), field, text]);
  return JSON.stringify([subset, endpoint.workload && resourceOf(endpoint.workload), endpoint.port, clientDataPlane, outcome, basis, chain]);
}

function count(items: Iterable<unknown>): number {
  let sum = 0;
  for (const _ of items) sum += 1;
  return sum;
}
