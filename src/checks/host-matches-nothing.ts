import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { MeantHost, meantHost } from './meant-host';
import { ServiceNames } from './service-names';
import { fullHost } from '../engine/host-names';
import { objectOf } from '../engine/reason';
import { DestinationRuleFacts, tlsSettingsOf } from '../model/destination-rule-facts';

export const hostMatchesNothing: Check = {
  id: 'MTLS208',
  title: 'A DestinationRule is for a host that nobody has',
  severity: 'error',
  why: 'Istio completes a host without a dot with the rule\'s own namespace, and takes one with a dot literally: `orders.shop` is not the Service orders of namespace shop. A rule for a host that no Service and no ServiceEntry has does nothing, and nobody says so.',
  remedy: 'Write the full host: NAME.NAMESPACE.svc.cluster.local, or the host as the ServiceEntry has it.',
  see: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#DestinationRule-host',
  *run(context: CheckContext) {
    let names: ServiceNames | undefined;
    for (const rule of context.mesh.snapshot.destinationRules) {
      if (context.ruleClients.hostsOf(rule).length > 0) continue;
      names ??= new ServiceNames(context.mesh.snapshot.services, context.mesh.hosts);
      yield report(context, rule, meantHost(context.mesh.settings, names, fullHost(context.mesh.settings, rule)));
    }
  },
};

function report(context: CheckContext, rule: DestinationRuleFacts, meant: MeantHost): Report {
  const full = fullHost(context.mesh.settings, rule);
  const got = full === rule.host ? rule.host : `${rule.host}, which is ${full}`;
  return {
    severity: severityOf(context, rule, meant),
    object: objectOf('DestinationRule', rule),
    field: 'spec.host',
    message: `no client follows the rule, as ${meant.why}: got ${got}; allowed: ${meant.host ?? 'the full host of a Service, or a host of a ServiceEntry'}`,
    remedy: meant.host === undefined ? 'correct the host, or delete the rule' : `write ${meant.host}, if that is what is meant`,
  };
}

function severityOf(context: CheckContext, rule: DestinationRuleFacts, { isCertain, namespace }: MeantHost): Report['severity'] {
  if (isCertain) return tlsSettingsOf(rule).length > 0 ? 'error' : 'warning';
  return namespace === undefined ? 'info' : context.ofAbsence(namespace);
}
