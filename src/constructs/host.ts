import type { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { checkListOf } from './private/check-types';
import { checkNamespaceName, checkPort, checkServiceName } from './private/check-values';
import { findApiObject } from './private/find-api-object';
import { refuse } from './private/refuse';
import { ServicePort } from './service-port';

const HOST_LABEL = /^[a-zA-Z0-9]([-a-zA-Z0-9_]*[a-zA-Z0-9])?$/;

/**
 * What clients dial and DestinationRules are about: a Service, a host outside the cluster, or a pattern of hosts.
 *
 * Services are always written as full names (`bar.foo.svc.cluster.local`): Istio takes `bar.foo` for a host of that
 * name, which matches nothing.
 */
export class Host {
  /**
   * A Service in the construct tree, whatever made it: cdk8s-plus, ApiObject, or an Include or Helm chart that holds
   * exactly one.
   * @param service the construct.
   * @throws Error when the construct holds no Service, or several.
   */
  public static ofService(service: IConstruct): Host {
    const object = findApiObject(service, 'Service', (candidate) => candidate.kind === 'Service',
      'give the Service itself, or name it with Host.service(name, namespaceName)');
    return new Host({ by: 'construct', object });
  }

  /**
   * A Service by its name, for one that other code deploys.
   * @param serviceName its metadata.name, without namespace.
   * @param namespaceName its namespace.
   * @throws Error when one of them is no DNS label.
   */
  public static service(serviceName: string, namespaceName: string): Host {
    return new Host({
      by: 'name',
      name: checkServiceName('Host.service: serviceName', serviceName),
      namespace: checkNamespaceName('Host.service: namespaceName', namespaceName),
    });
  }

  /**
   * A host that is no Kubernetes Service: one of a ServiceEntry.
   * @param hostname the full name that clients dial, such as `api.example.com`.
   * @param namespaceName the namespace of the ServiceEntry, in which the rule has to be for all clients to read it.
   * @throws Error when the name has no dot (Istio would complete it with the namespace) or is a pattern.
   */
  public static external(hostname: string, namespaceName: string): Host {
    if (typeof hostname !== 'string' || !hostname.includes('.') || !hostname.split('.').every((label) => HOST_LABEL.test(label))) {
      refuse('Host.external: hostname', hostname, 'a full host name with at least one dot', 'use Host.service for Services, Host.wildcard for patterns');
    }
    return new Host({ by: 'hostname', hostname, namespace: checkNamespaceName('Host.external: namespaceName', namespaceName) });
  }

  /**
   * All hosts that a pattern matches, but some.
   *
   * Istio cannot exclude hosts from a wildcard, so each excluded one gets a rule of its own, in its Service's
   * namespace, which wins over the wildcard and sets no TLS: clients treat that host as if the wildcard were not there.
   * @param pattern `*` alone, or `*.` and the end of a host name, such as `*.local`.
   * @param excluding the hosts that the rule must not reach: each Service with an endpoint that has no proxy. An empty
   * list says that there is none.
   * @throws Error when the pattern is none, or an excluded host is a pattern itself.
   */
  public static wildcard(pattern: string, excluding: Host[]): Host {
    const rest = typeof pattern === 'string' && pattern.startsWith('*.') ? pattern.slice(2).split('.') : [];
    if (pattern !== '*' && (rest.length === 0 || !rest.every((label) => HOST_LABEL.test(label)))) {
      refuse('Host.wildcard: pattern', pattern, '"*", or "*." and the end of a host name', 'write "*.local" for all Services, or "*.foo.svc.cluster.local" for a namespace');
    }
    if (!Array.isArray(excluding)) {
      refuse('Host.wildcard: excluding', excluding, 'a list of hosts', 'list each Service with an endpoint that has no proxy, or [] when there is none');
    }
    checkListOf('Host.wildcard: excluding', excluding, Host, 'use Host.ofService(…), Host.service(…) or Host.external(…)');
    const wild = excluding.find((host) => host._reference.by === 'wildcard');
    if (wild) {
      refuse('Host.wildcard: excluding', wild._describe(), 'single hosts', 'list the hosts that the pattern would reach one by one');
    }
    return new Host({ by: 'wildcard', pattern, excluding: [...excluding] });
  }

  /** @internal */
  public readonly _reference: HostReference;

  private constructor(reference: HostReference) {
    this._reference = reference;
  }

  /**
   * A port of this host, as clients dial it.
   * @param port the Service port, 1 to 65535.
   * @throws Error when it is no port number.
   */
  public port(port: number): ServicePort {
    return ServicePort._of(this, checkPort('Host.port', port, 'give the port that clients dial'));
  }

  /**
   * The namespace of the host; undefined for patterns, and for a Service whose manifest names none.
   * @internal
   */
  public _namespace(): string | undefined {
    const reference = this._reference;
    switch (reference.by) {
      case 'construct': return reference.object.metadata.namespace;
      case 'name':
      case 'hostname': return reference.namespace;
      case 'wildcard': return undefined;
    }
  }

  /**
   * Whether the other host was named in the same way.
   * @internal
   */
  public _isSame(other: Host): boolean {
    return this === other || (this._reference.by === other._reference.by && this._describe() === other._describe());
  }

  /** @internal */
  public _describe(): string {
    const reference = this._reference;
    switch (reference.by) {
      case 'construct': return `Service ${reference.object.node.path}`;
      case 'name': return `Service ${reference.namespace}/${reference.name}`;
      case 'hostname': return reference.hostname;
      case 'wildcard': return reference.pattern;
    }
  }
}

/** How a host was named. */
export type HostReference =
  | { readonly by: 'construct'; readonly object: ApiObject }
  | { readonly by: 'name'; readonly name: string; readonly namespace: string }
  | { readonly by: 'hostname'; readonly hostname: string; readonly namespace: string }
  | { readonly by: 'wildcard'; readonly pattern: string; readonly excluding: readonly Host[] };
