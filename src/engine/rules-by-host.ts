import { fullHost } from './host-names';
import type { DestinationRuleFacts } from '../model/destination-rule-facts';
import { groupBy } from '../model/group-by';
import type { ResolverSettings } from '../model/mesh-settings';
import { byAge } from '../model/object-facts';

/** The rules of each namespace for each host, in the order in which istiod goes through them: those for certain clients first, then the older. */
export function rulesByHost(rules: readonly DestinationRuleFacts[], settings: Pick<ResolverSettings, 'clusterDomain'>): readonly (readonly DestinationRuleFacts[])[] {
  const groups = [...groupBy(rules, (rule) => `${rule.namespace} ${fullHost(settings, rule)}`).values()];
  return groups.map((group) => (group.length === 1 ? group
    : group.sort((a, b) => Number(a.workloadSelector === undefined) - Number(b.workloadSelector === undefined) || byAge(a, b))));
}
