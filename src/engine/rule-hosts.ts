import type { MeshHost } from './mesh-host';
import { addToGroup } from '../model/group-by';

/** The hosts that each of many rules is for: found in one pass over the hosts, however many wildcards there are. */
export class RuleHosts {
  private readonly found = new Map<string, MeshHost[]>();

  /** `patterns`: full hosts of rules, wildcards among them. */
  public constructor(hosts: readonly MeshHost[], patterns: Iterable<string>) {
    for (const pattern of patterns) this.found.set(pattern, []);
    // Wildcards end in few different lengths: one look-up for each tells which of them a host ends with.
    const lengths = new Set<number>();
    for (const pattern of this.found.keys()) if (pattern.startsWith('*')) lengths.add(pattern.length - 1);
    for (const host of hosts) this.file(host, lengths);
  }

  /** The hosts that a pattern stands for, whatever more specific rules there are. */
  public of(pattern: string): readonly MeshHost[] {
    return this.found.get(pattern) ?? [];
  }

  private file(host: MeshHost, lengths: ReadonlySet<number>): void {
    const isWildcard = host.host.startsWith('*');
    if (!isWildcard && this.found.has(host.host)) addToGroup(this.found, host.host, host);
    const text = isWildcard ? host.host.slice(1) : host.host;
    for (const length of lengths) {
      if (length > text.length) continue;
      const pattern = `*${text.slice(text.length - length)}`;
      if (this.found.has(pattern)) addToGroup(this.found, pattern, host);
    }
  }
}
