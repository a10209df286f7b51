import type { Labels } from './labels';

/** What every Kubernetes object says of itself, and where it was found. */
export interface ObjectFacts {
  readonly namespace: string;
  readonly name: string;
  /** A construct path, or a file. */
  readonly source: string;
  /** The line of the file on which the object begins; undefined for what no file holds. */
  readonly line?: number;
  /** `metadata.creationTimestamp`, of which Istio prefers the older; undefined in a repo. */
  readonly created?: string;
}

/** Objects in the order in which istiod goes through them: the oldest first, then by name, then by namespace. Mirrors istio pilot/pkg/model/config.go. */
export function byAge(one: ObjectFacts, other: ObjectFacts): number {
  return compare(time(one), time(other)) || compare(one.name, other.name) || compare(one.namespace, other.namespace);
}

function time({ created }: ObjectFacts): number {
  // What no cluster has yet is newer than what one has; names decide among them.
  const milliseconds = created === undefined ? NaN : Date.parse(created);
  return Number.isNaN(milliseconds) ? Infinity : Math.floor(milliseconds / 1000);
}

function compare<T extends string | number>(one: T, other: T): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

/** Whether istiod of a revision reads the object: one that is labelled with another's is left to that one. Mirrors istio pkg/config/model.go. */
export function isOfRevision(labels: Labels, revision: string): boolean {
  const named = labels['istio.io/rev'];
  return named === undefined || named === '' || named === revision;
}
