import type { Report } from './check';
import { describeTls, tlsKey } from './tls-of-policy';
import { fullHost } from '../engine/host-names';
import { MergedRule, mergeInto } from '../engine/merged-rule';
import type { MeshHost } from '../engine/mesh-host';
import { reachOf } from '../engine/rule-reach';
import type { DestinationRuleFacts, SubsetFacts } from '../model/destination-rule-facts';
import type { ResolverSettings } from '../model/mesh-settings';
import { byAge } from '../model/object-facts';

/** What a rule loses to another one of its namespace and host. */
export interface RuleLoss {
  readonly rule: DestinationRuleFacts;
  readonly winner: DestinationRuleFacts;
  readonly field: string;
  readonly severity: Report['severity'];
  /** What Istio does, and why; follows the word `Istio`. */
  readonly lost: string;
}

/** A host that the rules are for, which decides how far they reach. */
interface Place {
  readonly host: Pick<MeshHost, 'namespace'>;
  readonly settings: ResolverSettings;
}

/** What the rules of one namespace for one host take from each other; `rules` in the order in which istiod goes through them. */
export function lossesOf(rules: readonly DestinationRuleFacts[], place: Place): RuleLoss[] {
  const { settings } = place;
  const merged: MergedRule[] = [];
  for (const rule of rules) mergeInto(merged, rule, fullHost(settings, rule), new Set(rule.workloadSelector === undefined ? rule.exportTo : ['.']));
  return [...merged.flatMap((one) => one.from.slice(1).flatMap((rule) => ofMerged(one, rule, merged))), ...ofSeparate(merged, place)];
}

/** A rule that went into an earlier one. */
function ofMerged(into: MergedRule, rule: DestinationRuleFacts, all: readonly MergedRule[]): RuleLoss[] {
  const [winner] = into.from;
  // Two objects of one name are one object, of which the last that is applied counts.
  if (isSameObject(rule, winner)) return [];
  if (all.some((one) => one.from[0] === rule)) return [];
  const losses: RuleLoss[] = [];
  const because = reason(into.policyFrom, rule, 'comes first');
  if (rule.trafficPolicy !== undefined && into.policyFrom !== rule) {
    const isAlike = tlsKey(rule.trafficPolicy) === tlsKey(into.trafficPolicy);
    losses.push({
      rule,
      winner: into.policyFrom,
      field: 'spec.trafficPolicy',
      severity: isAlike ? 'info' : 'error',
      lost: `ignores this traffic policy: got ${describeTls(rule.trafficPolicy)}, and ${isAlike ? 'as much' : describeTls(into.trafficPolicy)} in ${into.policyFrom.name}, which ${because},`,
    });
  }
  for (const subset of rule.subsets) losses.push(...ofSubset(into, rule, subset));
  if (into.workloadSelector !== undefined && rule.workloadSelector === undefined) {
    losses.push({ rule, winner, field: 'spec.host', severity: 'error', lost: `leaves this rule to the clients that ${winner.name} selects: got a rule without workloadSelector that is as private as that one, in which it is merged` });
  }
  return losses;
}

function ofSubset(into: MergedRule, rule: DestinationRuleFacts, subset: SubsetFacts): RuleLoss[] {
  const first = into.subsets.find(({ name }) => name === subset.name);
  if (first === undefined || first.rule === rule || tlsKey(first.trafficPolicy) === tlsKey(subset.trafficPolicy)) return [];
  return [{
    rule,
    winner: first.rule,
    field: subset.field,
    severity: 'error',
    lost: `ignores subset ${subset.name} of this rule: got ${describeTls(subset.trafficPolicy)}, and ${describeTls(first.trafficPolicy)} in ${first.rule.name}, which ${reason(first.rule, rule, 'comes first')},`,
  }];
}

/** Rules that are kept apart: the last that is for a client's namespace is the one that it follows. */
function ofSeparate(merged: readonly MergedRule[], place: Place): RuleLoss[] {
  const general = merged.filter(({ workloadSelector }) => workloadSelector === undefined);
  return general.flatMap((one, i): RuleLoss[] => {
    const [rule] = one.from;
    const rivals = general.slice(i + 1).filter((other) => tlsKey(one.trafficPolicy) !== tlsKey(other.trafficPolicy));
    const last = rivals.reverse().find((other) => isOverlapping(rule, other.from[0], place));
    if (last === undefined || isSameObject(rule, last.from[0])) return [];
    const [winner] = last.from;
    return [{
      rule,
      winner,
      field: 'spec.exportTo',
      severity: 'warning',
      lost: `follows ${winner.name} instead where both are exported to: got ${describeTls(one.trafficPolicy)} here and ${describeTls(last.trafficPolicy)} there, which ${reason(rule, winner, 'comes last', 'newer')},`,
    }];
  });
}

/** Whether clients of some namespace may be given both. */
function isOverlapping(one: DestinationRuleFacts, other: DestinationRuleFacts, { host, settings }: Place): boolean {
  const [mine, theirs] = [reachOf(one, host, settings), reachOf(other, host, settings)];
  if (mine === 'everywhere') return theirs === 'everywhere' || theirs.size > 0;
  return theirs === 'everywhere' ? mine.size > 0 : [...mine].some((namespace) => theirs.has(namespace));
}

/** Why the one rule counts: by age, where manifests tell it. */
function reason(first: DestinationRuleFacts, second: DestinationRuleFacts, place: string, age = 'older'): string {
  if ((first.workloadSelector === undefined) !== (second.workloadSelector === undefined)) return 'is for certain clients';
  const isOlder = byAge({ ...first, name: '', namespace: '' }, { ...second, name: '', namespace: '' }) !== 0;
  return isOlder ? `is ${age}` : `${place} by name where both are equally old`;
}

function isSameObject(one: DestinationRuleFacts, other: DestinationRuleFacts): boolean {
  return one.namespace === other.namespace && one.name === other.name;
}
