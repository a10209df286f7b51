import { isInjected } from './data-plane';
import { isInfrastructure } from './infrastructure';
import type { MeshHost } from './mesh-host';
import type { MeshIndex } from './mesh-index';
import { addToGroup } from '../model/group-by';
import { labelsKey } from '../model/labels';
import type { WorkloadFacts } from '../model/workload-facts';

/** Clients that no policy, rule or label in use can tell apart when they call a host. */
export interface ClientGroup {
  /** One spelling per group, for use as a key beside the host's. */
  readonly key: string;
  /** One spelling for all that tells clients apart but their namespaces and the rules that they follow. */
  readonly kind: string;
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
  /** As in a group: those of the cluster's and Istio's own namespaces aside. */
  readonly size: number;
  /** The whole kind, as clients that ask nobody's rules see every host alike; undefined for those that do ask. */
  readonly whole?: ClientGroup;
}

/** The clients of a mesh, sorted into kinds once and for all; each host then asks only for what sets namespaces apart. */
export class ClientGroups {
  private readonly kinds: readonly Kind[];
  private readonly kindOfClient = new Map<WorkloadFacts, string>();
  /** Groups of hosts that no rule is for, by all that they depend on. */
  private readonly known = new Map<string, readonly ClientGroup[]>();

  public constructor(private readonly mesh: MeshIndex) {
    const byKind = new Map<string, Map<string, WorkloadFacts[]>>();
    for (const workload of mesh.snapshot.workloads) {
      const key = kindOf(mesh, workload);
      this.kindOfClient.set(workload, key);
      const namespaces = byKind.get(key) ?? new Map<string, WorkloadFacts[]>();
      byKind.set(key, namespaces);
      addToGroup(namespaces, workload.namespace, workload);
    }
    this.kinds = [...byKind].map(([key, byNamespace]) => {
      let size = 0;
      for (const [namespace, clients] of byNamespace) size += this.sizeOf(namespace, clients);
      const kind = { key, byNamespace, size };
      return key.startsWith('none') || key === 'ambient' ? { ...kind, whole: this.allBut(kind, new Set()) } : kind;
    });
  }

  /** The groups of clients that may see a host differently. */
  public of(host: MeshHost): readonly ClientGroup[] {
    const apart = this.mesh.rules.namespacesApart(host.host);
    if (apart.size > 0) return this.groups(host, apart);
    const key = `${host.namespace} ${host.exportTo.join(',')}`;
    let groups = this.known.get(key);
    if (groups === undefined) {
      groups = this.groups(host, apart);
      this.known.set(key, groups);
    }
    return groups;
  }

  private groups(host: MeshHost, byRules: ReadonlySet<string>): ClientGroup[] {
    // The host's own namespace is one: Sidecars say `./*`, and Services export to `.`.
    const apart = new Set([...byRules, host.namespace, this.mesh.settings.rootNamespace, ...host.exportTo]);
    return this.kinds.flatMap((kind) => {
      if (kind.whole !== undefined) return [kind.whole];
      const groups: ClientGroup[] = [];
      for (const namespace of apart) {
        const clients = kind.byNamespace.get(namespace);
        if (clients !== undefined) groups.push(...this.byLabels(host, kind.key, clients));
      }
      const others = this.allBut(kind, apart);
      return others === undefined ? groups : [...groups, others];
    });
  }

  private allBut(kind: Omit<Kind, 'whole'>, apart: ReadonlySet<string>): ClientGroup | undefined {
    const { key, byNamespace } = kind;
    let example: WorkloadFacts | undefined;
    for (const [namespace, clients] of byNamespace) {
      if (apart.has(namespace)) continue;
      [example] = clients;
      break;
    }
    let { size } = kind;
    for (const namespace of apart) size -= this.sizeOf(namespace, byNamespace.get(namespace) ?? []);
    const has = (client: WorkloadFacts): boolean => this.kindOfClient.get(client) === key && !apart.has(client.namespace);
    return example && { key, kind: key, example, size, has, clients: () => clientsBut(byNamespace, apart) };
  }

  /** Clients of one namespace; told apart by labels where a rule for the host asks for them. */
  private byLabels(host: MeshHost, kind: string, clients: readonly WorkloadFacts[]): ClientGroup[] {
    const [{ namespace }] = clients;
    const rules = this.mesh.rules.find(namespace, host)?.rules ?? [];
    if (!rules.some((rule) => rule.workloadSelector !== undefined)) return [this.group(kind, '', clients)];
    const groups = new Map<string, WorkloadFacts[]>();
    for (const client of clients) addToGroup(groups, labelsKey(client.podLabels), client);
    return [...groups].map(([labels, group]) => this.group(kind, labels, group));
  }

  private group(kind: string, labels: string, clients: readonly WorkloadFacts[]): ClientGroup {
    const [{ namespace }] = clients;
    return { key: `${kind} ${namespace} ${labels}`, kind, example: clients[0], size: this.sizeOf(namespace, clients), has: (client) => clients.includes(client), clients: () => clients };
  }

  private sizeOf(namespace: string, clients: readonly WorkloadFacts[]): number {
    return isInfrastructure(namespace, this.mesh.settings.rootNamespace) ? 0 : clients.length;
  }
}

/** All that tells one client from another, its namespace and the rules for its labels aside. */
function kindOf(mesh: MeshIndex, workload: WorkloadFacts): string {
  const plane = mesh.dataPlaneOf(workload);
  if (plane === 'none') return workload.hostNetwork ? 'none of the node' : 'none';
  if (plane === 'ambient') return plane;
  const scope = mesh.scopes.of(workload);
  // Not the same: an annotation that is empty, and none.
  const outbound = JSON.stringify(OUTBOUND.map((name) => workload.podAnnotations[name]));
  // What may become of those that are not known hangs on what may not.
  const known = plane === 'unknown' ? `${plane} ${isInjected(workload, mesh.namespace(workload.namespace), mesh.settings)}` : plane;
  return `${known} ${scope === undefined ? '' : `${scope.namespace}/${scope.name}`} ${outbound}`;
}

function* clientsBut(byNamespace: Kind['byNamespace'], apart: ReadonlySet<string>): Generator<WorkloadFacts, undefined> {
  for (const [namespace, clients] of byNamespace) if (!apart.has(namespace)) yield* clients;
  return undefined;
}
