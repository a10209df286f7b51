import { HostIndex } from './host-index';
import { fullHost } from './host-names';
import { MergedRule, mergeInto } from './merged-rule';
import type { DestinationRuleFacts } from '../model/destination-rule-facts';
import type { ResolverSettings } from '../model/mesh-settings';
import { byAge } from '../model/object-facts';

type Rules = HostIndex<MergedRule[]>;

/** Where a rule was found: that place hides all later ones. */
export type RulePlace = 'client' | 'service' | 'root';

/** The rules that a proxy of a namespace has for a host. */
export interface FoundRules {
  readonly place: RulePlace;
  /** Empty where the most specific rule of the place is not for the client's namespace. */
  readonly rules: readonly MergedRule[];
  /** Rules of the place that the client's namespace may not see. */
  readonly hidden: readonly MergedRule[];
}

/** All DestinationRules of a mesh, as istiod keeps them. Mirrors istio pilot/pkg/model/push_context.go setDestinationRules. */
export class DestinationRules {
  private readonly local = new Map<string, Rules>();
  private readonly exported = new Map<string, Rules>();
  private readonly rootPrivate: Rules = new HostIndex();
  /** Namespaces whose clients may be told apart from others by a rule of the host. */
  private readonly special = new HostIndex<Set<string>>();

  public constructor(rules: readonly DestinationRuleFacts[], private readonly settings: ResolverSettings) {
    // Rules for certain clients come first, then the older.
    const sorted = [...rules].sort((a, b) => Number(a.workloadSelector === undefined) - Number(b.workloadSelector === undefined) || byAge(a, b));
    for (const rule of sorted) this.add(rule);
  }

  /** The rules for a host of a service's namespace, from the point of view of a client's namespace. */
  public find(clientNamespace: string, host: { readonly host: string; readonly namespace: string }): FoundRules | undefined {
    const isRoot = clientNamespace === this.settings.rootNamespace;
    const local = (isRoot ? this.rootPrivate : this.local.get(clientNamespace))?.find(host.host);
    if (local !== undefined) return { place: 'client', rules: local, hidden: [] };
    const ofService = this.findExported('service', host.namespace, clientNamespace, host.host);
    if (ofService !== undefined && ofService.rules.length > 0) return ofService;
    const ofRoot = this.findExported('root', this.settings.rootNamespace, clientNamespace, host.host);
    return ofRoot !== undefined && ofRoot.rules.length > 0 ? ofRoot : ofService ?? ofRoot;
  }

  /** The namespaces whose clients may get other rules for the host than clients of any other namespace. */
  public namespacesApart(host: string): ReadonlySet<string> {
    const apart = new Set(this.special.get(host));
    for (const namespaces of this.special.matches(host)) for (const namespace of namespaces) apart.add(namespace);
    return apart;
  }

  private add(rule: DestinationRuleFacts): void {
    const { namespace } = rule;
    const { rootNamespace, defaultDestinationRuleExportTo } = this.settings;
    const host = fullHost(this.settings, rule);
    const exportTo = new Set(rule.workloadSelector === undefined ? rule.exportTo : ['.']);
    const isForOwn = exportTo.has('.') || exportTo.has(namespace);
    const isPrivate = exportTo.size === 0 ? defaultDestinationRuleExportTo.includes('.') : exportTo.size === 1 && isForOwn;
    if (isForOwn || exportTo.size === 0 || exportTo.has('*')) merge(placeOf(this.local, namespace), rule, host, exportTo);
    if (!isPrivate) merge(placeOf(this.exported, namespace), rule, host, exportTo);
    else if (namespace === rootNamespace) merge(this.rootPrivate, rule, host, exportTo);
    this.setApart(host, [namespace, ...exportTo]);
  }

  private setApart(host: string, places: readonly string[]): void {
    const apart = this.special.get(host) ?? new Set();
    this.special.set(host, apart);
    for (const place of places) if (place !== '.' && place !== '*') apart.add(place);
  }

  private findExported(place: RulePlace, namespace: string, clientNamespace: string, host: string): FoundRules | undefined {
    const found = this.exported.get(namespace)?.find(host);
    if (found === undefined) return undefined;
    const isFor = ({ exportTo }: MergedRule): boolean => exportTo.size === 0 || exportTo.has('*') || exportTo.has(clientNamespace);
    return { place, rules: found.filter(isFor), hidden: found.filter((rule) => !isFor(rule)) };
  }
}

function placeOf(places: Map<string, Rules>, namespace: string): Rules {
  const rules = places.get(namespace) ?? new HostIndex();
  places.set(namespace, rules);
  return rules;
}

function merge(rules: Rules, rule: DestinationRuleFacts, host: string, exportTo: ReadonlySet<string>): void {
  const merged = rules.get(host) ?? [];
  mergeInto(merged, rule, host, exportTo);
  rules.set(host, merged);
}
