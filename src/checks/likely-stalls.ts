import type { Break } from './breaks';
import type { CheckContext } from './check-context';
import { callsCompletely } from './dead-calls';
import { serverFirstProtocolOf } from './server-first-port';
import { ClientGroup, ClientGroups } from '../engine/client-groups';
import { decide } from '../engine/decide';
import { DeclaredCalls } from '../engine/declared-calls';
import type { Endpoint, HostPort, MeshHost } from '../engine/mesh-host';
import type { WorkloadFacts } from '../model/workload-facts';

/** Plaintext that a PERMISSIVE port takes, but that stalls if the server speaks what its port number or name stands for. */
export interface LikelyStall extends Break {
  /** Such as `SMTP`. */
  readonly protocol: string;
}

/** Those of ports that Istio itself takes for nothing in which the server speaks first: by the resolver they work. */
export function* likelyStalls(context: CheckContext): Generator<LikelyStall, undefined> {
  const { mesh } = context;
  let clients: Clients | undefined;
  for (const host of mesh.hosts) {
    for (const port of host.ports) {
      for (const endpoint of port.isServerFirst ? [] : mesh.endpoints(host, port)) {
        const protocol = serverFirstProtocolOf(port, endpoint.port);
        if (protocol === undefined || endpoint.workload === undefined || mesh.dataPlaneOf(endpoint.workload) !== 'sidecar') continue;
        clients ??= new Clients(context);
        for (const found of clients.plaintextTo(host, port, endpoint)) yield { ...found, protocol };
      }
    }
  }
  return undefined;
}

class Clients {
  private readonly groups: ClientGroups;
  private readonly calls: DeclaredCalls;
  private readonly isComplete: (client: WorkloadFacts) => boolean;
  private readonly openSizes = new Map<ClientGroup, number>();

  public constructor(private readonly context: CheckContext) {
    this.groups = new ClientGroups(context.mesh);
    this.calls = new DeclaredCalls(context.mesh);
    this.isComplete = callsCompletely(context.mesh);
  }

  public* plaintextTo(host: MeshHost, port: HostPort, endpoint: Endpoint): Generator<Break, undefined> {
    const callers = [...this.calls.callersOf(host, port)];
    for (const group of this.groups.of(host)) {
      const decision = decide(this.context.mesh, { client: group.example, host, port, endpoint });
      const { outcome, serverMode, reasons } = decision;
      if (outcome !== 'plaintext' || serverMode !== 'PERMISSIVE') continue;
      const declared = callers.filter((client) => group.has(client));
      const possible = Math.max(0, this.openSizeOf(group) - declared.filter((client) => !this.isComplete(client)).length);
      if (declared.length === 0 && possible === 0) continue;
      yield { group, host, port, endpoint, outcome, decision, cause: reasons[reasons.length - 1], declared, possible };
    }
    return undefined;
  }

  /** How many of a group may call anybody. */
  private openSizeOf(group: ClientGroup): number {
    let size = this.openSizes.get(group);
    if (size === undefined) {
      size = 0;
      for (const client of group.clients()) if (!this.context.isInfrastructure(client.namespace) && !this.isComplete(client)) size += 1;
      this.openSizes.set(group, size);
    }
    return size;
  }
}
