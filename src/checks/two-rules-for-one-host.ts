import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { lossesOf, RuleLoss } from './rule-losses';
import { objectOf } from '../engine/reason';
import { rulesByHost } from '../engine/rules-by-host';

export const twoRulesForOneHost: Check = {
  id: 'MTLS209',
  title: 'Two DestinationRules for one host',
  severity: 'error',
  why: 'Istio merges rules of one namespace for one host: of the traffic policies it takes the oldest whole, or of equally old ones the first by name, and of subsets of one name likewise. Rules with different exportTo it keeps apart: there clients follow the newest that is for them.',
  remedy: 'Keep one rule for a host in a namespace: put what both say into it, and delete the other.',
  see: 'https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services',
  *run({ mesh, ruleClients }: CheckContext) {
    const { settings } = mesh;
    for (const rules of rulesByHost(mesh.snapshot.destinationRules, settings)) {
      if (rules.length < 2) continue;
      const [host = NOBODYS] = ruleClients.hostsOf(rules[0]);
      for (const loss of lossesOf(rules, { host, settings })) yield report(loss);
    }
  },
};

/** A host of which the manifests do not say whose it is: rules for it are read in their own namespace at least. */
const NOBODYS = { namespace: '' };

function report({ rule, winner, field, severity, lost }: RuleLoss): Report {
  return {
    severity,
    object: objectOf('DestinationRule', rule),
    field,
    message: `Istio ${lost} for ${rule.host}; allowed: one rule for a host in a namespace`,
    remedy: `put what is meant into ${winner.name}, and delete ${rule.name}`,
  };
}
