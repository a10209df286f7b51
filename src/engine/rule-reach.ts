import type { MeshHost } from './mesh-host';
import type { DestinationRuleFacts } from '../model/destination-rule-facts';
import type { ResolverSettings } from '../model/mesh-settings';

/** The namespaces whose clients istiod may give a rule to. */
export type RuleReach = 'everywhere' | ReadonlySet<string>;

type Rule = Pick<DestinationRuleFacts, 'namespace' | 'exportTo' | 'workloadSelector'>;
type Settings = Pick<ResolverSettings, 'rootNamespace' | 'defaultDestinationRuleExportTo'>;

/**
 * Where a rule may be read for a host, other rules aside: in its own namespace, and, if it is exported, wherever it is
 * exported to, but then only from the service's namespace and from the root namespace.
 * Mirrors istio pilot/pkg/model/push_context.go setDestinationRules and destinationRule.
 */
export function reachOf(rule: Rule, host: Pick<MeshHost, 'namespace'>, settings: Settings): RuleReach {
  const { namespace } = rule;
  const exportTo = rule.workloadSelector === undefined ? rule.exportTo : ['.'];
  const isRoot = namespace === settings.rootNamespace;
  const isPrivate = isPrivateTo(namespace, exportTo, settings);
  const isOwn = isRoot ? isPrivate : exportTo.length === 0 || exportTo.some((place) => place === '*' || place === '.' || place === namespace);
  const reach = new Set(isOwn ? [namespace] : []);
  if (isPrivate || (!isRoot && namespace !== host.namespace)) return reach;
  if (exportTo.length === 0 || exportTo.includes('*')) return 'everywhere';
  for (const place of exportTo) if (place !== '.') reach.add(place);
  return reach;
}

function isPrivateTo(namespace: string, exportTo: readonly string[], { defaultDestinationRuleExportTo }: Settings): boolean {
  if (exportTo.length === 0) return defaultDestinationRuleExportTo.includes('.');
  return new Set(exportTo).size === 1 && (exportTo[0] === '.' || exportTo[0] === namespace);
}
