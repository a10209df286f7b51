import { someOf } from './break-groups';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { fullHost } from '../engine/host-names';
import type { MeshHost } from '../engine/mesh-host';
import { objectOf, resourceOf } from '../engine/reason';
import type { DestinationRuleFacts } from '../model/destination-rule-facts';
import { describeLabels } from '../model/labels';
import type { WorkloadFacts } from '../model/workload-facts';

export const unreadRule: Check = {
  id: 'MTLS207',
  title: 'A DestinationRule that no client reads',
  severity: 'error',
  why: 'A client\'s proxy asks for rules in its own namespace, then in the service\'s, then in the root namespace, and follows the most specific of the first that has one for the host. A rule elsewhere, one that exportTo keeps from the clients, and one behind another rule do nothing.',
  remedy: 'Move the rule to the namespace of the service or of the clients, correct exportTo, or put what it says into the rule that comes first.',
  see: 'https://istio.io/latest/docs/ops/best-practices/traffic-management/#cross-namespace-configuration',
  *run(context: CheckContext) {
    for (const rule of context.mesh.snapshot.destinationRules) {
      // A rule whose host nobody has is told of elsewhere.
      if (context.ruleClients.hostsOf(rule).length === 0 || isRead(context, rule)) continue;
      const why = whyUnread(context, rule);
      if (why !== undefined) yield { object: objectOf('DestinationRule', rule), ...why };
    }
  },
};

type Why = Omit<Report, 'object'>;

function isRead({ mesh, ruleClients }: CheckContext, rule: DestinationRuleFacts): boolean {
  for (const host of ruleClients.hostsWithClients(rule)) {
    for (const client of ruleClients.witnesses(rule, host)) if (mesh.ruleOf(client, host).rule?.from.includes(rule) === true) return true;
  }
  return false;
}

function whyUnread(context: CheckContext, rule: DestinationRuleFacts): Why | undefined {
  const { mesh, ruleClients } = context;
  const isExact = !fullHost(mesh.settings, rule).startsWith('*');
  const reaches = ruleClients.reachesOf(rule);
  const namespaces = new Set(reaches.flatMap((reach) => (reach === 'everywhere' ? [] : [...reach])));
  const isEverywhere = reaches.includes('everywhere');
  if (!isEverywhere && namespaces.size === 0) return nowhere(rule, ruleClients.hostsOf(rule)[0], isExact);
  for (const host of ruleClients.hostsWithClients(rule)) {
    const client = ruleClients.witnesses(rule, host).next().value;
    if (client !== undefined) return behind(context, rule, host, client, { isExact, isEverywhere, namespaces });
  }
  // Somebody elsewhere may read what is exported to everybody.
  return isEverywhere ? undefined : noClients(context, rule, [...namespaces].sort());
}

function nowhere({ namespace, exportTo }: DestinationRuleFacts, host: MeshHost, isExact: boolean): Why {
  return {
    severity: isExact ? 'error' : 'warning',
    field: 'spec.exportTo',
    message: `no client can read the rule: got exportTo ${exportTo.join(', ')} in namespace ${namespace}, and only rules of ${host.namespace}, the service's namespace, or of the root namespace are read elsewhere; allowed here: "."`,
    remedy: `move the rule to namespace ${host.namespace}, or to the clients' own`,
  };
}

interface Reach {
  readonly isExact: boolean;
  readonly isEverywhere: boolean;
  readonly namespaces: ReadonlySet<string>;
}

/** Clients that would read the rule follow another one. */
function behind(context: CheckContext, rule: DestinationRuleFacts, host: MeshHost, client: WorkloadFacts, reach: Reach): Why | undefined {
  const { isExact, isEverywhere, namespaces } = reach;
  const { rule: first, reasons } = context.mesh.ruleOf(client, host);
  const other = first === undefined ? reasons.find(({ object }) => object !== undefined)?.object : objectOf('DestinationRule', first.from[0]);
  if (other === undefined) return undefined;
  // Two rules of one namespace for one host are told of elsewhere.
  if (first !== undefined && first.namespace === rule.namespace && first.host === fullHost(context.mesh.settings, rule)) return undefined;
  const isKnown = !isEverywhere && [...namespaces].every((namespace) => context.isKnown(namespace));
  return {
    severity: isExact && isKnown ? 'warning' : 'info',
    field: 'spec.host',
    message: `no known client follows the rule: got ${rule.host}, for which ${resourceOf(other)} comes first${first === undefined ? ', though it is not for these clients' : ''}; allowed: one rule for a host, as Istio merges none of different namespaces or hosts`,
    remedy: `put what the rule says into ${resourceOf(other)}, or delete it`,
  };
}

/** The rule is for few namespaces, and none of their clients has a proxy. */
function noClients(context: CheckContext, rule: DestinationRuleFacts, namespaces: readonly string[]): Why {
  const isKnown = namespaces.every((namespace) => context.isKnown(namespace));
  // Waypoints that a controller deploys stand in no manifest, and they do read rules.
  const severity = isKnown && !namespaces.some((namespace) => context.ruleClients.isAmbient(namespace)) ? 'warning' : 'info';
  const place = `namespace${namespaces.length === 1 ? '' : 's'} ${someOf(namespaces)}`;
  if (rule.workloadSelector !== undefined) {
    return {
      severity,
      field: 'spec.workloadSelector.matchLabels',
      message: `the rule selects no client with a proxy: got ${describeLabels(rule.workloadSelector)}; allowed: labels of pods in ${place}`,
      remedy: 'write the labels as they stand in the pod template of the clients, or delete the rule',
    };
  }
  return {
    severity,
    field: rule.exportTo.length === 0 ? 'metadata.namespace' : 'spec.exportTo',
    message: `no known client reads the rule: got a rule that is read in ${place} only, ${isKnown ? 'where no workload has a sidecar' : 'of which the manifests hold no workload'}; allowed: the namespace of the service or of the clients`,
    remedy: 'move the rule to the namespace of the service or of the clients, or delete it',
  };
}
