/** Values by host, where a host may be a wildcard: the most specific host that matches is the one that counts. */
export class HostIndex<T> {
  private readonly exact = new Map<string, T>();
  /** By what follows the `*`. */
  private readonly wildcards = new Map<string, T>();

  public get(host: string): T | undefined {
    return host.startsWith('*') ? this.wildcards.get(host.slice(1)) : this.exact.get(host);
  }

  public set(host: string, value: T): void {
    if (host.startsWith('*')) this.wildcards.set(host.slice(1), value);
    else this.exact.set(host, value);
  }

  /** The value of the most specific match: the host itself, else the longest wildcard. */
  public find(host: string): T | undefined {
    return this.get(host) ?? this.matches(host).next().value;
  }

  /** The values of all wildcards that match, longest first; the host's own value is not among them. */
  public *matches(host: string): Generator<T, undefined> {
    if (this.wildcards.size === 0) return undefined;
    const text = host.startsWith('*') ? host.slice(1) : host;
    for (let start = 0; start <= text.length; start += 1) {
      const value = this.wildcards.get(text.slice(start));
      if (value !== undefined) yield value;
    }
    return undefined;
  }
}
