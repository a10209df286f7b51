import { HostIndex } from '../engine/host-index';
import type { MeshHost } from '../engine/mesh-host';
import type { ServiceFacts } from '../model/service-facts';

/** Services and wildcard hosts by name, to find what somebody meant. */
export class ServiceNames {
  private readonly namespaces = new Map<string, string[]>();
  private readonly services = new Map<string, ServiceFacts>();
  private readonly populated = new Set<string>();
  private readonly wildcards = new HostIndex<string>();

  public constructor(services: readonly ServiceFacts[], hosts: readonly MeshHost[]) {
    for (const service of services) {
      const { namespace, name } = service;
      this.services.set(`${namespace}/${name}`, service);
      this.populated.add(namespace);
      const known = this.namespaces.get(name);
      if (known === undefined) this.namespaces.set(name, [namespace]);
      else known.push(namespace);
    }
    for (const { host } of hosts) if (host.startsWith('*')) this.wildcards.set(host, host);
  }

  public service(namespace: string, name: string): ServiceFacts | undefined {
    return this.services.get(`${namespace}/${name}`);
  }

  /** Whether a namespace has any Service. */
  public isPopulated(namespace: string): boolean {
    return this.populated.has(namespace);
  }

  /** The namespaces that have a Service of the name. */
  public namespacesOf(name: string): readonly string[] {
    return this.namespaces.get(name) ?? [];
  }

  /** The wildcard of a ServiceEntry that a host is within. */
  public wildcardOf(host: string): string | undefined {
    return this.wildcards.find(host);
  }
}
