import { saysWhomItCalls } from '../engine/declared-calls';
import { hostOf } from '../engine/host-names';
import type { MeshHost } from '../engine/mesh-host';
import type { MeshIndex } from '../engine/mesh-index';
import { CallFacts, CALLS } from '../model/call-facts';
import { groupBy } from '../model/group-by';
import { isDnsLabel, isDnsSubdomain } from '../model/kubernetes-name';
import { nearNames } from '../model/near-names';
import type { ServiceFacts } from '../model/service-facts';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

/** An entry of a workload's own list of calls that leads to no port of a host that is known. */
export interface DeadCall {
  readonly client: WorkloadFacts;
  readonly field: string;
  /** Such as `web.shop:81`. */
  readonly entry: string;
  readonly why: string;
  /** What may have been meant. */
  readonly meant?: string;
  /** The namespace whose Service is missed; undefined where nothing hangs on what else a namespace holds. */
  readonly namespace?: string;
  /** Whether it is wrong whatever else there is. */
  readonly isCertain: boolean;
}

type Fault = Pick<DeadCall, 'why' | 'meant' | 'namespace' | 'isCertain'>;

/** What workloads say of themselves, by annotation, that leads nowhere. */
export function deadCallsOf(mesh: MeshIndex): readonly DeadCall[] {
  const calls = mesh.snapshot.calls.filter(({ field }) => field.endsWith(`["${CALLS}"]`));
  if (calls.length === 0) return [];
  const faults = new Faults(mesh);
  const clients = groupBy(mesh.snapshot.workloads.filter(saysWhomItCalls), workloadTitle);
  return calls.flatMap((call) => {
    const fault = faults.of(call);
    if (fault === undefined) return [];
    return (clients.get(call.declaredBy) ?? []).map((client) => ({ ...fault, client, field: call.field, entry: entryOf(call, client) }));
  });
}

/** Tells of workloads whether they say whom they call, and nothing of it leads nowhere: only then do they call nobody else. */
export function callsCompletely(mesh: MeshIndex): (client: WorkloadFacts) => boolean {
  const doubtful = new Set(deadCallsOf(mesh).map(({ client }) => client));
  return (client) => saysWhomItCalls(client) && !doubtful.has(client);
}

class Faults {
  private readonly hosts: ReadonlyMap<string, readonly MeshHost[]>;
  private readonly byNamespace: ReadonlyMap<string, readonly ServiceFacts[]>;
  private readonly byName: ReadonlyMap<string, readonly ServiceFacts[]>;

  public constructor(private readonly mesh: MeshIndex) {
    const { services } = mesh.snapshot;
    this.hosts = groupBy(mesh.hosts, ({ host }) => host);
    this.byNamespace = groupBy(services, ({ namespace }) => namespace);
    this.byName = groupBy(services, ({ name }) => name);
  }

  public of({ service, port }: CallFacts): Fault | undefined {
    const { namespace, name } = service;
    const hosts = this.hosts.get(namespace === '' ? name : hostOf(this.mesh.settings, service));
    if (hosts !== undefined) return ofPort(hosts, port);
    return namespace === '' ? this.ofFullHost(name) : this.ofService(service);
  }

  private ofService({ namespace, name }: CallFacts['service']): Fault | undefined {
    if (!isDnsLabel(name) || !isDnsLabel(namespace)) return { why: 'it is no NAME.NAMESPACE:PORT', isCertain: true };
    // The API server's own, which every cluster has.
    if (name === 'kubernetes' && namespace === 'default') return undefined;
    if (this.serviceOf(namespace, name) !== undefined) return { why: 'the Service is an ExternalName, which stands for another host', isCertain: false };
    const elsewhere = this.byName.get(name)?.map((other) => other.namespace).sort()[0];
    const [near] = nearNames(name, (this.byNamespace.get(namespace) ?? []).map((other) => other.name));
    const meant = elsewhere !== undefined ? `${name}.${elsewhere}` : near === undefined ? undefined : `${near}.${namespace}`;
    return { why: `no Service ${name} of namespace ${namespace} is among the manifests`, meant, namespace, isCertain: false };
  }

  /** A host outside of the cluster is nobody's server in the mesh, unless it is written like one of the cluster. */
  private ofFullHost(host: string): Fault | undefined {
    if (!isDnsSubdomain(host)) return { why: 'it is no NAME.NAMESPACE:PORT', isCertain: true };
    const [name, namespace, svc, ...domain] = host.split('.');
    if (this.serviceOf(namespace, name) !== undefined) return { why: 'no host of the mesh is written so', meant: `${name}.${namespace}`, isCertain: true };
    if (svc === 'svc' || host.endsWith(`.${this.mesh.settings.clusterDomain}`)) return { why: 'no Service among the manifests has the host', isCertain: false, namespace };
    if (/^\d+$/.test(domain.at(-1) ?? svc)) return { why: 'an address names no Service', isCertain: false };
    return undefined;
  }

  private serviceOf(namespace: string, name: string): ServiceFacts | undefined {
    return this.byNamespace.get(namespace)?.find((service) => service.name === name);
  }
}

function ofPort(hosts: readonly MeshHost[], port: CallFacts['port']): Fault | undefined {
  const claims = hosts.flatMap((host) => host.claims);
  // A headless Service needs no ports.
  if (port === undefined || claims.length === 0 || claims.some(({ number, name }) => number === port || name === port)) return undefined;
  return { why: `${hosts[0].kind} ${hosts[0].object.name} has no port ${port}: it has ${claims.map(({ number }) => number).join(', ')}`, isCertain: true };
}

/** As the annotation has it, as near as can be told. */
function entryOf({ service: { namespace, name }, port }: CallFacts, client: WorkloadFacts): string {
  const end = port === undefined ? '' : `:${port}`;
  const isShort = namespace === '' || (namespace === client.namespace && ![client.annotations[CALLS], client.podAnnotations[CALLS]].join(' ').includes(`${name}.${namespace}`));
  return `${name}${isShort ? '' : `.${namespace}`}${end}`;
}
