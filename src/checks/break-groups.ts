import type { Break } from './breaks';
import type { ReasonObject } from '../engine/reason';
import { resourceOf } from '../engine/reason';
import type { RuleName } from '../engine/rules';
import type { Severity } from '../model/finding';
import { addToGroup } from '../model/group-by';
import { workloadTitle } from '../model/workload-facts';

/** Breaks that one field of one object causes. */
export interface BreakGroup {
  readonly object: ReasonObject;
  readonly field?: string;
  readonly breaks: readonly Break[];
}

/** Breaks that certain rules cause, by the field to mend. */
export function breaksCausedBy(breaks: readonly Break[], rules: readonly RuleName[]): BreakGroup[] {
  const groups = new Map<string, Break[]>();
  for (const found of breaks) {
    const { rule, object, field } = found.cause;
    if (found.outcome !== 'depends' && rules.includes(rule) && object !== undefined) addToGroup(groups, `${object.source} ${resourceOf(object)} ${field ?? ''}`, found);
  }
  return [...groups.values()].map((group) => ({ object: group[0].cause.object!, field: group[0].cause.field, breaks: group }));
}

/** Error where a manifest declares one of the connections, warning where they are only possible. */
export function severityOf(breaks: readonly Break[]): Severity {
  return breaks.some(({ declared }) => declared.length > 0) ? 'error' : 'warning';
}

export function connectionsOf(breaks: readonly Break[]): number {
  return breaks.reduce((sum, { declared, possible }) => sum + declared.length + possible, 0);
}

/** The namespaces of the servers that lose connections. */
export function namespacesOf(breaks: readonly Break[]): string[] {
  return [...new Set(breaks.map(({ host }) => host.namespace))].sort();
}

/** The servers that lose connections, for messages: the first few, and how many more. */
export function describeTargets(breaks: readonly Break[]): string {
  return someOf([...new Set(breaks.map(({ host, port }) => `${host.host}:${port.number}`))].sort());
}

/** The clients that lose connections, for messages: those that are declared first. */
export function describeClients(breaks: readonly Break[]): string {
  const declared = [...new Set(breaks.flatMap((found) => found.declared.map(workloadTitle)))].sort();
  if (declared.length > 0) return someOf(declared);
  const [{ group, possible }] = breaks;
  return possible === 1 ? workloadTitle(group.example) : `${workloadTitle(group.example)} and others`;
}

/** A few of a list, and how many more there are. */
export function someOf(items: readonly string[], few = 3): string {
  return items.length <= few ? items.join(', ') : `${items.slice(0, few).join(', ')} and ${items.length - few} more`;
}
