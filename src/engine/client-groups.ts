import { isInfrastructure } from './infrastructure';
import type { MeshHost } from './mesh-host';
import type { MeshIndex } from './mesh-index';
import { addToGroup } from '../model/group-by';
import { labelsKey } from '../model/labels';
import type { WorkloadFacts } from '../model/workload-facts';

/** Clients that no policy, rule or label in use can tell apart when they call a host. */
export interface ClientGroup {
  /** One spelling per kind of client, for use as a key beside the host's. */
  readonly key: string;
  /** Any of them answers for all. */
  readonly example: WorkloadFacts;
  /** How many they are, those of the cluster's and Istio's own namespaces aside. */
  readonly size: number;
  has(client: WorkloadFacts): boolean;
  /** All of them. */
  clients(): Iterable<WorkloadFacts>;
}

const OUTBOUND = [
  'sidecar.istio.io/interceptionMode', 'traffic.sidecar.istio.io/excludeOutboundPorts', 'traffic.sidecar.istio.io/includeOutboundPorts',
  'traffic.sidecar.istio.io/excludeOutboundIPRanges', 'traffic.sidecar.istio.io/includeOutboundIPRanges',
];

/** Clients alike but for their namespaces. */
interface Kind {
  readonly key: string;
  readonly byNamespace: ReadonlyMap<string, readonly WorkloadFacts[]>;
  /** The whole kind, as clients that ask nobody's rules see every host alike, whatever their namespace. */
  readonly whole: ClientGroup;
  readonly followsRules: boolean;
}

/** The clients of a mesh, sorted into kinds once and for all; each host then asks only for what sets namespaces apart. */
export class ClientGroups {
  private readonly kinds: readonly Kind[];
  private readonly kindOfClient = new Map<WorkloadFacts, string>();

  public constructor(private readonly mesh: MeshIndex) {
    const byKind = new Map<string, Map<string, WorkloadFacts[]>>();
    for (const workload of mesh.snapshot.workloads) {
      const key = kindOf(mesh, workload);
      this.kindOfClient.set(workload, key);
      const namespaces = byKind.get(key) ?? new Map<string, WorkloadFacts[]>();
      byKind.set(key, namespaces);
      addToGroup(namespaces, workload.namespace, workload);
    }
    this.kinds = [...byKind].map(([key, byNamespace]) => ({
      key, byNamespace, whole: this.allBut(key, byNamespace, new Set())!, followsRules: !key.startsWith('none') && key !== 'ambient',
    }));
  }

  /** The groups of clients that may see a host differently. */
  public of(host: MeshHost): ClientGroup[] {
    const apart = this.namespacesApart(host);
    return this.kinds.flatMap(({ key, byNamespace, whole, followsRules }) => {
      if (!followsRules) return [whole];
      const groups: ClientGroup[] = [];
      for (const namespace of apart) {
        const clients = byNamespace.get(namespace);
        if (clients !== undefined) groups.push(...this.byLabels(host, `${key} ${namespace}`, clients));
      }
      const others = this.allBut(key, byNamespace, apart);
      return others === undefined ? groups : [...groups, others];
    });
  }

  /** Its own namespace is one: Sidecars say `./*`, and Services export to `.`. */
  private namespacesApart(host: MeshHost): ReadonlySet<string> {
    const apart = new Set(this.mesh.rules.namespacesApart(host.host));
    apart.add(host.namespace);
    apart.add(this.mesh.settings.rootNamespace);
    for (const place of host.exportTo) apart.add(place);
    return apart;
  }

  private allBut(kind: string, byNamespace: Kind['byNamespace'], apart: ReadonlySet<string>): ClientGroup | undefined {
    let size = 0;
    let example: WorkloadFacts | undefined;
    for (const [namespace, clients] of byNamespace) {
      if (apart.has(namespace)) continue;
      example ??= clients[0];
      if (!this.isInfrastructure(namespace)) size += clients.length;
    }
    return example && { key: kind, example, size, has: (client) => this.kindOfClient.get(client) === kind && !apart.has(client.namespace), clients: () => clientsBut(byNamespace, apart) };
  }

  /** Clients of one namespace; told apart by labels where a rule for the host asks for them. */
  private byLabels(host: MeshHost, key: string, clients: readonly WorkloadFacts[]): ClientGroup[] {
    const [{ namespace }] = clients;
    const rules = this.mesh.rules.find(namespace, host)?.rules ?? [];
    const groups = new Map<string, WorkloadFacts[]>();
    const asksForLabels = rules.some((rule) => rule.workloadSelector !== undefined);
    for (const client of clients) addToGroup(groups, asksForLabels ? labelsKey(client.podLabels) : '', client);
    return [...groups].map(([labels, group]) => ({
      key: `${key} ${labels}`, example: group[0], size: this.isInfrastructure(namespace) ? 0 : group.length, has: (client) => group.includes(client), clients: () => group,
    }));
  }

  private isInfrastructure(namespace: string): boolean {
    return isInfrastructure(namespace, this.mesh.settings.rootNamespace);
  }
}

/** All that tells one client from another, its namespace and the rules for its labels aside. */
function kindOf(mesh: MeshIndex, workload: WorkloadFacts): string {
  const plane = mesh.dataPlaneOf(workload);
  if (plane === 'none') return workload.hostNetwork ? 'none of the node' : 'none';
  if (plane === 'ambient') return plane;
  const scope = mesh.scopes.of(workload);
  const outbound = OUTBOUND.map((name) => workload.podAnnotations[name] ?? '').join('|');
  return `${plane} ${scope === undefined ? '' : `${scope.namespace}/${scope.name}`} ${outbound}`;
}

function* clientsBut(byNamespace: Kind['byNamespace'], apart: ReadonlySet<string>): Generator<WorkloadFacts, undefined> {
  for (const [namespace, clients] of byNamespace) if (!apart.has(namespace)) yield* clients;
  return undefined;
}
