import type { Break } from './breaks';
import type { Reason, ReasonObject } from '../engine/reason';
import type { Severity } from '../model/finding';
import { addToGroup } from '../model/group-by';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

/** Breaks that one field of one object causes. */
export interface BreakGroup {
  readonly object: ReasonObject;
  readonly field?: string;
  readonly breaks: readonly Break[];
}

/** Breaks that something causes, by the field to mend. What nobody can decide is none. */
export function breaksByField(breaks: readonly Break[]): BreakGroup[] {
  const groups = new Map<string, Break[]>();
  let last: Break[] = [];
  for (const found of breaks) {
    const { object, field } = found.cause;
    if (found.outcome === 'depends' || object === undefined) continue;
    // Of one rule they mostly come one after the other, and may be thousands.
    if (last.length > 0 && isOfField(last[0].cause, object, field)) {
      last.push(found);
      continue;
    }
    const key = `${object.source} ${object.namespace} ${object.name} ${field ?? ''}`;
    addToGroup(groups, key, found);
    last = groups.get(key)!;
  }
  return [...groups.values()].map((group) => ({ object: group[0].cause.object!, field: group[0].cause.field, breaks: group }));
}

function isOfField({ object, field }: Reason, other: ReasonObject, otherField: string | undefined): boolean {
  if (field !== otherField || object === undefined) return false;
  return object.name === other.name && object.namespace === other.namespace && object.source === other.source;
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
export function describeTargets(breaks: readonly Break[], few = 3): string {
  return describeSome(targetsOf(breaks), few);
}

/** The service ports that clients dial. */
export function targetsOf(breaks: readonly Break[]): ReadonlySet<string> {
  return new Set(breaks.map(({ host, port }) => `${host.host}:${port.number}`));
}

/** The first few by name, without sorting what may be thousands. */
export function describeSome(items: ReadonlySet<string>, few = 3): string {
  if (items.size <= 10 * few) return someOf([...items].sort(), few);
  const first: string[] = [];
  for (const item of items) {
    if (first.length === few && item > first[few - 1]) continue;
    first.push(item);
    first.sort();
    if (first.length > few) first.pop();
  }
  return `${first.join(', ')} and ${items.size - few} more`;
}

/** The clients that lose connections, for messages: those that are declared first. */
export function describeClients(breaks: readonly Break[]): string {
  const declared = [...new Set(breaks.flatMap((found) => found.declared.map(workloadTitle)))].sort();
  if (declared.length > 0) return someOf(declared);
  // A server behind two Services breaks twice for the same clients.
  const sizes = new Map(breaks.map(({ group, possible }) => [group.key, possible]));
  let size = 0;
  for (const possible of sizes.values()) size += possible;
  const [only, ...others] = breaks[0].group.clients();
  return size === 1 && others.length === 0 ? workloadTitle(only) : `${size} workload${size === 1 ? '' : 's'} that may call`;
}

/** Workloads by name: the first few, and how many more there are. */
export function describeWorkloads(workloads: readonly Pick<WorkloadFacts, 'kind' | 'namespace' | 'name'>[], few = 1): string {
  return describeSome(new Set(workloads.map(workloadTitle)), few);
}

/** A few of a list, and how many more there are. */
export function someOf(items: readonly string[], few = 3): string {
  return items.length <= few ? items.join(', ') : `${items.slice(0, few).join(', ')} and ${items.length - few} more`;
}
