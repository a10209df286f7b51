import { hasDuplicates } from '../../model/duplicates';
import type { Findings } from '../../model/findings';
import { groupBy } from '../../model/group-by';
import { qualifiedName } from '../../model/kubernetes-name';

/** A client rule that the app emits, with its host's full name. */
export interface EmittedRule {
  readonly namespace: string;
  readonly name: string;
  readonly source: string;
  readonly host: string;
}

/**
 * Two client rules of one namespace for one host: Istio merges them, and takes the TLS settings of the oldest.
 * @returns the rules that were told of.
 */
export function checkOneRulePerHost<T extends EmittedRule>(rules: readonly T[], isOurs: (rule: T) => boolean, findings: Findings): T[] {
  if (!hasDuplicates(rules, hostKey)) return [];
  const told: T[] = [];
  const ofHost = groupBy(rules, hostKey);
  for (const twins of ofHost.values()) {
    if (twins.length < 2) continue;
    const ours = twins.filter(isOurs);
    if (ours.length > 0) told.push(...twins);
    for (const rule of ours) {
      // Two of one name are one object, of which is told elsewhere.
      const others = twins.filter((other) => other.name !== rule.name).map(title).join(', ');
      if (others === '') continue;
      findings.error(rule.source, `host ${rule.host} has two rules in one namespace: got ${title(rule)} and ${others}; `
        + 'allowed: one, as Istio takes the TLS settings of the oldest; keep one of them');
    }
  }
  return told;
}

function hostKey({ namespace, host }: EmittedRule): string {
  return `${namespace} ${host}`;
}

function title(rule: EmittedRule): string {
  return `${rule.source} (DestinationRule ${qualifiedName(rule)})`;
}
