import { describeSome } from './break-groups';
import type { Break } from './breaks';
import type { Report } from './check';

/** What breaks come to, for a report. */
export interface Loss {
  readonly isDeclared: boolean;
  readonly connections: number;
  /** The ports that clients cannot reach: the first few, and how many more. */
  readonly targets: string;
  /** The namespaces of their servers. */
  readonly namespaces: readonly string[];
}

/** Sums breaks up in one pass: a wildcard may break thousands of connections. */
export function lossOf(breaks: readonly Break[]): Loss {
  const targets = new Set<string>();
  const namespaces = new Set<string>();
  let isDeclared = false;
  let connections = 0;
  let last: Break | undefined;
  for (const found of breaks) {
    const { host, port, declared, possible } = found;
    connections += declared.length + possible;
    isDeclared ||= declared.length > 0;
    // Breaks come host by host and port by port.
    if (port !== last?.port) targets.add(`${host.host}:${port.number}`);
    if (host !== last?.host) namespaces.add(host.namespace);
    last = found;
  }
  return { isDeclared, connections, targets: describeSome(targets), namespaces: [...namespaces].sort() };
}

/** Error where a manifest declares one of the connections, warning where they are only possible. */
export function severityOfLoss({ isDeclared }: Loss): Report['severity'] {
  return isDeclared ? 'error' : 'warning';
}
