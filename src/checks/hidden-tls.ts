import { HostIndex } from '../engine/host-index';
import { fullHost } from '../engine/host-names';
import type { MeshHost } from '../engine/mesh-host';
import type { MeshIndex } from '../engine/mesh-index';
import { reachOf } from '../engine/rule-reach';
import { DestinationRuleFacts, tlsSettingsOf } from '../model/destination-rule-facts';

type Rules = HostIndex<DestinationRuleFacts[]>;

/** Rules with TLS that clients would follow if another rule did not come first: Istio merges no rules of different hosts. */
export class HiddenTls {
  private readonly byNamespace = new Map<string, Rules>();

  public constructor(private readonly mesh: MeshIndex) {
    for (const rule of mesh.snapshot.destinationRules) if (tlsSettingsOf(rule).length > 0) this.add(rule);
  }

  /** The rule that would be next for a client's namespace. `shown`: the rules that the client does follow. */
  public behind(shown: readonly DestinationRuleFacts[], clientNamespace: string, host: MeshHost): DestinationRuleFacts | undefined {
    const { settings } = this.mesh;
    for (const namespace of new Set([clientNamespace, host.namespace, settings.rootNamespace])) {
      const rules = this.byNamespace.get(namespace);
      if (rules === undefined) continue;
      for (const candidates of [rules.get(host.host) ?? [], ...rules.matches(host.host)]) {
        const next = candidates.find((rule) => !shown.includes(rule) && this.isSeenBy(rule, clientNamespace, host));
        if (next !== undefined) return next;
      }
    }
    return undefined;
  }

  private add(rule: DestinationRuleFacts): void {
    const rules: Rules = this.byNamespace.get(rule.namespace) ?? new HostIndex();
    this.byNamespace.set(rule.namespace, rules);
    const host = fullHost(this.mesh.settings, rule);
    rules.set(host, [...(rules.get(host) ?? []), rule]);
  }

  private isSeenBy(rule: DestinationRuleFacts, clientNamespace: string, host: MeshHost): boolean {
    const reach = reachOf(rule, host, this.mesh.settings);
    return reach === 'everywhere' || reach.has(clientNamespace);
  }
}
