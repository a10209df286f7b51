import type { Connection } from '../../engine/connections';
import { DeclaredCalls } from '../../engine/declared-calls';
import type { HostPort } from '../../engine/mesh-host';
import type { MeshIndex } from '../../engine/mesh-index';
import type { WorkloadFacts } from '../../model/workload-facts';

/** How it is known that a connection exists. */
export type Basis = 'declared' | 'observed' | 'possible';

/** Tells connections that a manifest declares from those that are merely possible. */
export class DeclaredBasis {
  private readonly calls: DeclaredCalls;
  private readonly callers = new Map<HostPort, ReadonlySet<WorkloadFacts>>();

  public constructor(mesh: MeshIndex) {
    this.calls = new DeclaredCalls(mesh);
  }

  public of({ client, host, port }: Pick<Connection, 'client' | 'host' | 'port'>): Basis {
    let callers = this.callers.get(port);
    if (callers === undefined) this.callers.set(port, callers = this.calls.callersOf(host, port));
    return callers.has(client) ? 'declared' : 'possible';
  }
}
