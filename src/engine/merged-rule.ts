import type { DestinationRuleFacts, SubsetFacts, TrafficPolicyFacts } from '../model/destination-rule-facts';
import type { Labels } from '../model/labels';

/** What istiod makes of the DestinationRules of one namespace for one host. */
export interface MergedRule {
  readonly namespace: string;
  readonly host: string;
  /** As the first rule has it. */
  readonly exportTo: ReadonlySet<string>;
  readonly workloadSelector?: Labels;
  /** The rules that went into it, in the order in which they did. */
  readonly from: DestinationRuleFacts[];
  trafficPolicy?: TrafficPolicyFacts;
  /** The rule whose traffic policy it is. */
  policyFrom: DestinationRuleFacts;
  readonly subsets: MergedSubset[];
}

export interface MergedSubset extends SubsetFacts {
  readonly rule: DestinationRuleFacts;
}

/** Adds a rule to those of its host: merged into an earlier one, beside it, or both. Mirrors istio pilot/pkg/model/destination_rule.go. */
export function mergeInto(merged: MergedRule[], rule: DestinationRuleFacts, host: string, exportTo: ReadonlySet<string>): void {
  let isSeparate = true;
  for (const known of merged) {
    const isSame = isSameSet(exportTo, known.exportTo);
    const isWider = known.exportTo.size > 0 && [...known.exportTo].every((place) => exportTo.has(place));
    isSeparate = !isSame;
    if (!isSame && !isWider) continue;
    const both = [known.workloadSelector, rule.workloadSelector].filter((selector) => selector !== undefined);
    if (both.length === 2 && !isSameLabels(both[0], both[1])) {
      isSeparate = true;
      continue;
    }
    if (both.length !== 1) isSeparate = false;
    addTo(known, rule);
  }
  if (isSeparate) merged.push(mergedRule(rule, host, exportTo));
}

function mergedRule(rule: DestinationRuleFacts, host: string, exportTo: ReadonlySet<string>): MergedRule {
  const { namespace, workloadSelector, trafficPolicy } = rule;
  const subsets = rule.subsets.map((subset) => ({ ...subset, rule }));
  return { namespace, host, exportTo, workloadSelector, from: [rule], trafficPolicy, policyFrom: rule, subsets };
}

/** Subsets that are not there yet are added; the top is taken over only where there is none at all. */
function addTo(known: MergedRule, rule: DestinationRuleFacts): void {
  known.from.push(rule);
  const names = new Set(known.subsets.map((subset) => subset.name));
  known.subsets.push(...rule.subsets.filter((subset) => !names.has(subset.name)).map((subset) => ({ ...subset, rule })));
  if (known.trafficPolicy !== undefined || rule.trafficPolicy === undefined) return;
  known.trafficPolicy = rule.trafficPolicy;
  known.policyFrom = rule;
}

function isSameSet(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  return one.size === other.size && [...one].every((item) => other.has(item));
}

function isSameLabels(one: Labels, other: Labels): boolean {
  const keys = Object.keys(one);
  return keys.length === Object.keys(other).length && keys.every((key) => one[key] === other[key]);
}
