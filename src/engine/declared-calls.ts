import { hostOf } from './host-names';
import type { HostPort, MeshHost } from './mesh-host';
import type { MeshIndex } from './mesh-index';
import { CallFacts, CALLS } from '../model/call-facts';
import { addToGroup } from '../model/group-by';
import type { WorkloadFacts } from '../model/workload-facts';

/** Whether a workload says itself whom it calls: then it calls nobody else. */
export function saysWhomItCalls({ annotations, podAnnotations }: WorkloadFacts): boolean {
  return annotations[CALLS] !== undefined || podAnnotations[CALLS] !== undefined;
}

/** Which connections a manifest declares, by the host that is called. */
export class DeclaredCalls {
  private readonly byHost = new Map<string, CallFacts[]>();
  private readonly workloads = new Map<string, WorkloadFacts[]>();

  public constructor({ snapshot, settings }: MeshIndex) {
    for (const call of snapshot.calls) {
      const { namespace, name } = call.service;
      addToGroup(this.byHost, namespace === '' ? name : hostOf(settings, { namespace, name }), call);
    }
    if (snapshot.calls.length > 0) for (const workload of snapshot.workloads) addToGroup(this.workloads, `${workload.namespace}/${workload.name}`, workload);
  }

  /** The calls that are declared to a port of a host. */
  public to(host: MeshHost, port: HostPort): CallFacts[] {
    const calls = this.byHost.get(host.host);
    return calls === undefined ? [] : calls.filter((call) => call.port === undefined || call.port === port.number || call.port === port.name);
  }

  /** The workloads that are declared to call a port of a host. */
  public callersOf(host: MeshHost, port: HostPort): ReadonlySet<WorkloadFacts> {
    return new Set(this.to(host, port).flatMap(({ caller }) => (caller.kind === 'workload' ? this.workloads.get(`${caller.namespace}/${caller.name}`) ?? [] : [])));
  }
}
