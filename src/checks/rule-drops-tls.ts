import type { BreakGroup } from './break-groups';
import type { Break } from './breaks';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import type { DroppedTls } from './dropped-tls';
import { ruleReport } from './rule-report';
import { objectOf, resourceOf } from '../engine/reason';
import type { DestinationRuleFacts, TlsSetting, TrafficPolicyFacts } from '../model/destination-rule-facts';
import { addToGroup } from '../model/group-by';

export const ruleDropsTls: Check = {
  id: 'MTLS202',
  title: 'A rule, port entry or subset drops TLS that another place sets',
  severity: 'error',
  why: 'An entry of portLevelSettings hides all that stands above it, also what it does not mention: without `tls` of its own it sets none. Of several rules that fit a host, Istio follows the most specific of the nearest namespace alone, and merges nothing of the others.',
  remedy: 'Repeat `tls` in the port entry, the subset or the rule that comes first.',
  see: 'https://istio.io/latest/docs/reference/config/networking/destination-rule/#TrafficPolicy-PortTrafficPolicy',
  *run(context: CheckContext) {
    const broken = new Set<string>();
    for (const { dropped, ...group } of groupsOf(context)) {
      broken.add(keyOf(group));
      yield ruleReport(context, group, ({ targets }) => ({
        message: `${group.breaks[0].decision.sends === 'mtls' ? 'clients send mutual TLS that nobody ends' : 'clients send plaintext that is refused'}: got no tls for ${targets}, which drops ${dropped}; allowed: tls written out here`,
        remedy: 'write tls here: ISTIO_MUTUAL for servers of the mesh',
      }));
    }
    for (const rule of context.mesh.snapshot.destinationRules) {
      for (const found of lostOriginations(rule)) if (!broken.has(keyOf(found))) yield ofOrigination(rule, found);
    }
  },
};

/** Breaks by the place that drops TLS. */
function groupsOf(context: CheckContext): (BreakGroup & { readonly dropped: string })[] {
  const groups = new Map<string, Break[]>();
  const places = new Map<string, DroppedTls>();
  for (const [found, place] of context.breaksWithoutTls.dropped) {
    addToGroup(groups, keyOf(place), found);
    places.set(keyOf(place), places.get(keyOf(place)) ?? place);
  }
  return [...groups].map(([key, group]) => ({ ...places.get(key)!, breaks: group }));
}

/** Entries that take the TLS away which is meant for servers that end it themselves: Istio has none to put in its place. */
function lostOriginations(rule: DestinationRuleFacts): DroppedTls[] {
  const object = objectOf('DestinationRule', rule);
  const { trafficPolicy: top, subsets } = rule;
  return [
    ...entriesWithoutTls(top, top?.tls),
    ...subsets.flatMap(({ trafficPolicy }) => entriesWithoutTls(trafficPolicy, trafficPolicy?.tls ?? top?.tls)),
  ].map((entry) => ({ object, ...entry }));
}

function entriesWithoutTls(policy: TrafficPolicyFacts | undefined, above: TlsSetting | undefined): Omit<DroppedTls, 'object'>[] {
  if (policy === undefined || (above?.mode !== 'SIMPLE' && above?.mode !== 'MUTUAL')) return [];
  return policy.ports.filter(({ tls }) => tls === undefined).map(({ field }) => ({ field, dropped: `${above.mode} of ${above.field}` }));
}

function ofOrigination({ host }: DestinationRuleFacts, { object, field, dropped }: DroppedTls): Report {
  return {
    severity: 'warning',
    object,
    field,
    message: `clients send plaintext to this port of ${host}: got no tls, which drops ${dropped}; allowed: tls written out here`,
    remedy: 'repeat tls here, or write DISABLE if plaintext is meant',
  };
}

function keyOf({ object, field }: Pick<DroppedTls, 'object'> & { readonly field?: string }): string {
  return `${object.source} ${resourceOf(object)} ${field}`;
}
