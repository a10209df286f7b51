import type { FoundRules } from './destination-rules';
import type { MergedRule } from './merged-rule';
import { objectOf, Reason } from './reason';
import type { RuleName } from './rules';
import { Labels, selects } from '../model/labels';

/** The DestinationRule that a client's proxy follows for a host, and why that one. */
export interface RuleOfClient {
  readonly rule?: MergedRule;
  readonly reasons: readonly Reason[];
}

const PLACES: Record<FoundRules['place'], { readonly rule: RuleName; readonly text: string }> = {
  client: { rule: 'rule-of-client-namespace', text: 'is the rule of the client\'s own namespace for the host, which comes before all others' },
  service: { rule: 'rule-of-service-namespace', text: 'is the rule of the service\'s namespace for the host' },
  root: { rule: 'rule-of-root-namespace', text: 'is the root namespace\'s rule for the host' },
};

/** Mirrors istio pilot/pkg/model/sidecar.go DestinationRule: the first rule that selects the client, else the last that selects all. */
export function ruleOfClient(found: FoundRules, client: { readonly namespace: string; readonly podLabels: Labels }): RuleOfClient {
  const hidden = found.hidden.map((rule): Reason => ({
    rule: 'rule-not-exported', text: `is the most specific rule of its namespace, but not exported to ${client.namespace}`, object: ruleObject(rule), field: 'spec.exportTo',
  }));
  const selecting = found.rules.find(({ namespace, workloadSelector }) => workloadSelector !== undefined
    && namespace === client.namespace && selects(workloadSelector, client.podLabels));
  const general = found.rules.filter(({ workloadSelector }) => workloadSelector === undefined);
  const rule = selecting ?? general.at(-1);
  if (rule === undefined) {
    const others = found.rules.map((other): Reason => ({
      rule: 'rule-of-other-clients', text: 'is for other clients, and keeps rules of other namespaces away', object: ruleObject(other), field: 'spec.workloadSelector',
    }));
    return { reasons: [...hidden, ...others] };
  }
  const { rule: name, text } = PLACES[found.place];
  const reasons: Reason[] = [...hidden, { rule: name, text, object: ruleObject(rule), field: 'spec.host' }];
  if (selecting !== undefined) reasons.push({ rule: 'rule-of-selected-client', text: 'selects the client', object: ruleObject(rule), field: 'spec.workloadSelector' });
  else if (general.length > 1) reasons.push({ rule: 'newest-rule-wins', text: 'is the newest of several that are exported to different namespaces', object: ruleObject(rule), field: 'spec.exportTo' });
  for (const other of rule.from.slice(1)) reasons.push({ rule: 'rules-merged', text: `is merged into ${rule.from[0].name}, which is older`, object: objectOf('DestinationRule', other) });
  return { rule, reasons };
}

function ruleObject(rule: MergedRule): Reason['object'] {
  return objectOf('DestinationRule', rule.from[0]);
}
