import { fullHost } from '../engine/host-names';
import type { MeshHost } from '../engine/mesh-host';
import type { MeshIndex } from '../engine/mesh-index';
import { RuleHosts } from '../engine/rule-hosts';
import { RuleReach, reachOf } from '../engine/rule-reach';
import type { DestinationRuleFacts } from '../model/destination-rule-facts';
import { addToGroup } from '../model/group-by';
import type { WorkloadFacts } from '../model/workload-facts';

const NONE: readonly WorkloadFacts[] = [];

/** The clients that rules are for: those with a proxy of their own, which alone reads rules. */
export class RuleClients {
  private readonly byNamespace = new Map<string, WorkloadFacts[]>();
  private readonly ambient = new Set<string>();
  private readonly hosts: RuleHosts;

  public constructor(private readonly mesh: MeshIndex) {
    for (const workload of mesh.snapshot.workloads) {
      if (this.readsRules(workload)) addToGroup(this.byNamespace, workload.namespace, workload);
      else if (mesh.dataPlaneOf(workload) === 'ambient') this.ambient.add(workload.namespace);
    }
    this.hosts = new RuleHosts(mesh.hosts, mesh.snapshot.destinationRules.map((rule) => fullHost(mesh.settings, rule)));
  }

  /** The hosts that a rule is for. */
  public hostsOf(rule: DestinationRuleFacts): readonly MeshHost[] {
    return this.hosts.of(fullHost(this.mesh.settings, rule));
  }

  /** The clients of a namespace that have a proxy, or of which it is not known. */
  public in(namespace: string): readonly WorkloadFacts[] {
    return this.byNamespace.get(namespace) ?? NONE;
  }

  /** Whether a namespace has ambient workloads, which read no rules; a waypoint beside them would. */
  public isAmbient(namespace: string): boolean {
    return this.ambient.has(namespace);
  }

  /** How far a rule reaches for the hosts that it is for: that depends on whether they are of its own namespace. */
  public reachesOf(rule: DestinationRuleFacts): RuleReach[] {
    const isOwn = new Set(this.hostsOf(rule).map(({ namespace }) => namespace === rule.namespace));
    return [...isOwn].map((own) => this.reach(rule, own));
  }

  /** The hosts of a rule for which some client may read it, other rules aside. */
  public hostsWithClients(rule: DestinationRuleFacts): readonly MeshHost[] {
    const [own, foreign] = [true, false].map((isOwn) => this.hasClients(this.reach(rule, isOwn)));
    if (own && foreign) return this.hostsOf(rule);
    return own || foreign ? this.hostsOf(rule).filter(({ namespace }) => (namespace === rule.namespace) === own) : [];
  }

  /** Clients that between them show whether anybody follows a rule for a host: one for all that see the host alike. */
  public* witnesses(rule: DestinationRuleFacts, host: MeshHost): Generator<WorkloadFacts, undefined> {
    const { namespace: own, workloadSelector } = rule;
    if (workloadSelector === undefined) {
      for (const namespace of this.namespacesOf(rule, host)) yield* this.alikeIn(namespace, host);
    } else {
      for (const client of this.mesh.workloadsSelected(own, workloadSelector)) if (this.readsRules(client)) yield client;
    }
    return undefined;
  }

  private* namespacesOf(rule: DestinationRuleFacts, host: MeshHost): Generator<string, undefined> {
    const reach = reachOf(rule, host, this.mesh.settings);
    if (reach !== 'everywhere') return yield* reach;
    yield rule.namespace;
    const apart = this.mesh.rules.namespacesApart(host.host);
    yield* apart;
    yield host.namespace;
    yield this.mesh.settings.rootNamespace;
    for (const namespace of this.byNamespace.keys()) {
      if (apart.has(namespace)) continue;
      // One of those that no rule for the host tells apart stands for all of them.
      yield namespace;
      break;
    }
    return undefined;
  }

  private alikeIn(namespace: string, host: MeshHost): readonly WorkloadFacts[] {
    const clients = this.in(namespace);
    if (clients.length < 2) return clients;
    const asksForLabels = this.mesh.rules.find(namespace, host)?.rules.some((rule) => rule.workloadSelector !== undefined) ?? false;
    return asksForLabels ? clients : clients.slice(0, 1);
  }

  private reach(rule: DestinationRuleFacts, isOwn: boolean): RuleReach {
    return reachOf(rule, { namespace: isOwn ? rule.namespace : '' }, this.mesh.settings);
  }

  private hasClients(reach: RuleReach): boolean {
    return reach === 'everywhere' ? this.byNamespace.size > 0 : [...reach].some((namespace) => this.byNamespace.has(namespace));
  }

  private readsRules(workload: WorkloadFacts): boolean {
    const plane = this.mesh.dataPlaneOf(workload);
    return plane !== 'none' && plane !== 'ambient';
  }
}
