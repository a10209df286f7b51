import type { Break } from './breaks';
import type { CheckContext } from './check-context';
import type { MergedRule, MergedSubset } from '../engine/merged-rule';
import { objectOf, ReasonObject, resourceOf } from '../engine/reason';
import { portTraffic } from '../engine/traffic-policy';
import { tlsSettingsOf } from '../model/destination-rule-facts';

/** Where a rule leaves out TLS that another place says, so that clients do not send it. */
export interface DroppedTls {
  readonly object: ReasonObject;
  readonly field: string;
  /** What is dropped, such as `SIMPLE of spec.trafficPolicy.tls`. */
  readonly dropped: string;
}

/** Breaks of clients for whom no rule says anything of TLS that counts. */
export interface BreaksWithoutTls {
  /** Those for whom some place does say it, which another one hides. */
  readonly dropped: ReadonlyMap<Break, DroppedTls>;
  readonly others: readonly Break[];
}

export function breaksWithoutTls(context: CheckContext): BreaksWithoutTls {
  const dropped = new Map<Break, DroppedTls>();
  const others: Break[] = [];
  for (const found of context.clientBreaks('auto-mtls-off', 'external-host', 'port-entry-without-tls')) {
    if (found.outcome === 'depends') continue;
    const { rule } = context.mesh.ruleOf(found.group.example, found.host);
    const place = (rule && byEntry(rule, found.port.number, found.subset)) ?? byOtherRule(context, found, rule);
    if (place === undefined) others.push(found);
    else dropped.set(found, place);
  }
  return { dropped, others };
}

/** An entry of `portLevelSettings` without `tls` under a place that has it: the entry hides all of that place. */
function byEntry(rule: MergedRule, port: number, subset: MergedSubset | undefined): DroppedTls | undefined {
  const { cluster, endpoint, portEntry } = portTraffic(rule, port, subset);
  if (cluster !== undefined || endpoint === undefined || portEntry === undefined) return undefined;
  return { object: objectOf('DestinationRule', portEntry.rule), field: portEntry.field, dropped: `${endpoint.tls.mode} of ${endpoint.tls.field}` };
}

/** A rule that comes before one with TLS, for these clients or for others: then they have none at all. */
function byOtherRule(context: CheckContext, { group, host, decision }: Break, rule: MergedRule | undefined): DroppedTls | undefined {
  const notExported = decision.reasons.find((reason) => reason.rule === 'rule-not-exported')?.object;
  const object = rule === undefined ? notExported : objectOf('DestinationRule', rule.policyFrom);
  if (object === undefined) return undefined;
  const hidden = context.hiddenTls.behind(rule?.from ?? [], group.example.namespace, host);
  const tls = hidden && tlsSettingsOf(hidden).find(({ mode }) => mode !== 'DISABLE');
  if (hidden === undefined || tls === undefined) return undefined;
  return { object, field: rule === undefined ? 'spec.exportTo' : 'spec.host', dropped: `${tls.mode} of ${resourceOf(objectOf('DestinationRule', hidden))}` };
}
