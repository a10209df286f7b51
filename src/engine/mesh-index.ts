import { DataPlane, dataPlaneOf, isInjected } from './data-plane';
import { DestinationRules } from './destination-rules';
import { endpointsOf } from './endpoints';
import { hostOfService, hostsOfServiceEntry } from './hosts-of';
import type { Endpoint, HostPort, MeshHost } from './mesh-host';
import { ruleOfClient, RuleOfClient } from './rule-of-client';
import { runtimeLabels } from './runtime-labels';
import { planeOfEntry } from './seen-endpoint';
import { LabelIndex } from './selector-index';
import { ServerMode, ServerPolicies } from './server-policies';
import { SidecarScopes } from './sidecar-scope';
import { sortedSnapshot } from './sorted-snapshot';
import { groupBy } from '../model/group-by';
import { labelsKey } from '../model/labels';
import type { MeshSnapshot } from '../model/mesh-facts';
import type { ResolverSettings } from '../model/mesh-settings';
import type { NamespaceFacts } from '../model/namespace-facts';
import type { WorkloadFacts } from '../model/workload-facts';

const NO_RULE: RuleOfClient = { reasons: [] };

/** A snapshot of a mesh with what is asked of it in order to predict connections. */
export class MeshIndex {
  public readonly hosts: readonly MeshHost[];
  public readonly policies: ServerPolicies;
  public readonly rules: DestinationRules;
  public readonly scopes: SidecarScopes;
  private readonly pods = new LabelIndex<WorkloadFacts>();
  private readonly workloadEntries = new LabelIndex<WorkloadFacts>();
  private readonly namespaces: Map<string, NamespaceFacts>;
  private readonly planes = new Map<WorkloadFacts, DataPlane>();
  private readonly found = new Map<MeshHost, Map<string, RuleOfClient>>();
  private hostsByNamespace?: Map<string, MeshHost[]>;

  /** As it runs: its workloads have the labels that injection adds. */
  public readonly snapshot: MeshSnapshot;

  public constructor(manifests: MeshSnapshot, public readonly settings: ResolverSettings) {
    this.namespaces = new Map(manifests.namespaces.map((namespace) => [namespace.name, namespace]));
    const sorted = sortedSnapshot(manifests);
    const snapshot = { ...sorted, workloads: sorted.workloads.map((workload) => this.asItRuns(workload)) };
    this.snapshot = snapshot;
    for (const workload of snapshot.workloads) this.pods.add(workload.namespace, workload.podLabels, workload);
    for (const entry of snapshot.workloadEntries) this.workloadEntries.add(entry.namespace, entry.podLabels, entry);
    for (const { namespace, selector } of snapshot.services) if (selector !== undefined) this.pods.prepare(namespace, selector);
    this.policies = new ServerPolicies(snapshot.peerAuthentications, settings.rootNamespace);
    this.rules = new DestinationRules(snapshot.destinationRules, settings);
    this.scopes = new SidecarScopes(snapshot.sidecars, settings);
    const ofServices = snapshot.services.flatMap((service) => hostOfService(service, settings) ?? []);
    this.hosts = [...ofServices, ...snapshot.serviceEntries.flatMap(hostsOfServiceEntry)];
  }

  public namespace(name: string): NamespaceFacts | undefined {
    return this.namespaces.get(name);
  }

  public dataPlaneOf(workload: WorkloadFacts): DataPlane {
    let plane = this.planes.get(workload);
    if (plane === undefined) {
      plane = this.findPlane(workload);
      this.planes.set(workload, plane);
    }
    return plane;
  }

  private asItRuns(workload: WorkloadFacts): WorkloadFacts {
    const plane = this.findPlane(workload);
    const podLabels = runtimeLabels(workload, plane, this.namespace(workload.namespace), this.settings);
    const running = podLabels === workload.podLabels ? workload : { ...workload, podLabels };
    this.planes.set(running, plane);
    return running;
  }

  private findPlane(workload: WorkloadFacts): DataPlane {
    if (workload.kind === 'WorkloadEntry') return planeOfEntry(workload);
    const namespace = this.namespace(workload.namespace);
    const plane = dataPlaneOf(workload, namespace, this.settings);
    if (this.settings.ambient) return plane;
    // Without ambient mode, what is not injected is bare, whatever a Namespace says that nobody has shown.
    const isBare = plane === 'ambient' || (plane === 'unknown' && isInjected(workload, namespace, this.settings) === false);
    return isBare ? 'none' : plane;
  }

  /** The workloads that a selector selects. */
  public workloadsSelected(namespace: string, selector: Readonly<Record<string, string>>): readonly WorkloadFacts[] {
    return this.pods.selectedBy(namespace, selector);
  }

  /** The hosts of a workload's namespace that lead to it. */
  public hostsOf(workload: WorkloadFacts): readonly MeshHost[] {
    this.hostsByNamespace ??= groupBy(this.hosts, (host) => host.namespace);
    const hosts = this.hostsByNamespace.get(workload.namespace) ?? [];
    return hosts.filter((host) => host.claims.some((port) => this.endpoints(host, port).some((endpoint) => endpoint.workload === workload)));
  }

  /** The servers behind a port. */
  public endpoints(host: MeshHost, port: HostPort): Endpoint[] {
    return endpointsOf(host, port, { pods: this.pods, workloadEntries: this.workloadEntries });
  }

  /** Whether a client's proxy knows a port of a host. */
  public knows(client: WorkloadFacts, plane: DataPlane, host: MeshHost, port: number): boolean {
    return this.scopes.knows(plane === 'gateway' ? undefined : this.scopes.of(client), client.namespace, host, port);
  }

  /** The rule that a client's proxy would follow for a host, if it knows the host. */
  public ruleOf(client: WorkloadFacts, host: MeshHost): RuleOfClient {
    const found = this.rules.find(client.namespace, host);
    if (found === undefined) return NO_RULE;
    let ofHost = this.found.get(host);
    if (ofHost === undefined) this.found.set(host, ofHost = new Map());
    // Labels tell clients of a namespace apart only where a rule asks for them.
    const asksForLabels = found.rules.some(({ workloadSelector }) => workloadSelector !== undefined);
    const key = asksForLabels ? `${client.namespace}\n${labelsKey(client.podLabels)}` : client.namespace;
    let rule = ofHost.get(key);
    if (rule === undefined) ofHost.set(key, rule = ruleOfClient(found, client));
    return rule;
  }

  /** What a port accepts from a sidecar's point of view. */
  public portMode(workload: Pick<WorkloadFacts, 'namespace' | 'podLabels'>, port: number): ServerMode {
    return this.policies.portMode(workload, port);
  }
}
