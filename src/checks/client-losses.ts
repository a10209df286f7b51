import { namespacesOf, targetsOf } from './break-groups';
import type { Break } from './breaks';
import type { CheckContext } from './check-context';
import type { ClientGroup } from '../engine/client-groups';
import { groupBy } from '../model/group-by';
import { labelsKey } from '../model/labels';
import type { WorkloadFacts } from '../model/workload-facts';

const FEW = 3;

/** What one client loses. */
export interface ClientLoss {
  readonly connections: number;
  /** The first few of the ports that it cannot reach, and how many more. */
  readonly targets: string;
  /** The namespaces of their servers. */
  readonly namespaces: readonly string[];
  /** One of the breaks, of which all have the same cause. */
  readonly example: Break;
}

interface GroupLoss {
  readonly group: ClientGroup;
  readonly breaks: readonly Break[];
  readonly targets: readonly string[];
  readonly namespaces: readonly string[];
}

/** Breaks from the point of view of each client: clients that nothing tells apart lose the same, which is put together once. */
export class ClientLosses {
  private readonly groups: readonly GroupLoss[];
  private readonly known = new Map<string, ClientLoss | undefined>();
  /** Namespaces in which rules tell clients apart by their labels. */
  private readonly byLabels: ReadonlySet<string>;

  public constructor(private readonly context: CheckContext, breaks: readonly Break[]) {
    this.groups = [...groupBy(breaks, ({ group }) => group)].map(([group, lost]) => (
      { group, breaks: lost, targets: [...targetsOf(lost)].sort(), namespaces: namespacesOf(lost) }));
    const { destinationRules } = context.mesh.snapshot;
    this.byLabels = new Set(destinationRules.filter(({ workloadSelector }) => workloadSelector !== undefined).map(({ namespace }) => namespace));
  }

  /** What a client loses; undefined: nothing. `kind`: all that tells the client from others of its namespace, its labels aside. */
  public of(client: WorkloadFacts, kind: string): ClientLoss | undefined {
    const { namespace, podLabels } = client;
    const sidecar = this.context.mesh.scopes.of(client);
    const key = [namespace, kind, sidecar?.namespace, sidecar?.name, this.byLabels.has(namespace) ? labelsKey(podLabels) : ''].join('\n');
    if (!this.known.has(key)) this.known.set(key, this.lossOf(this.groups.filter(({ group }) => group.has(client))));
    return this.known.get(key);
  }

  private lossOf(groups: readonly GroupLoss[]): ClientLoss | undefined {
    if (groups.length === 0) return undefined;
    const namespaces = new Set<string>();
    const first: string[] = [];
    let connections = 0;
    let ports = 0;
    for (const group of groups) {
      connections += group.breaks.length;
      // A client is in one group of those that call a host, so that no target comes twice.
      ports += group.targets.length;
      for (const namespace of group.namespaces) namespaces.add(namespace);
      for (let i = 0; i < FEW && i < group.targets.length; i += 1) keepFirst(first, group.targets[i]);
    }
    const more = ports - first.length;
    return {
      connections,
      targets: `${first.join(', ')}${more === 0 ? '' : ` and ${more} more`}`,
      namespaces: [...namespaces].sort(),
      example: groups[0].breaks[0],
    };
  }
}

/** Keeps the first few by name. */
function keepFirst(first: string[], item: string): void {
  if (first.length === FEW && item > first[FEW - 1]) return;
  first.push(item);
  first.sort();
  if (first.length > FEW) first.pop();
}
