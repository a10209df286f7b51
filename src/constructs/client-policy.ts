import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { AppMesh } from './app/app-mesh';
import type { ClientRule } from './app/client-rule';
import type { ClientDeclaration } from './app/declarations';
import { declarationOf, declare } from './app/declared';
import { renderDestinationRule } from './app/render';
import { ClientPortPolicy } from './client-port-policy';
import { ClientTls } from './client-tls';
import { Host } from './host';
import { checkListOf, checkProps } from './private/check-types';
import { checkPolicyName, pathOf } from './private/check-values';
import { DESTINATION_RULE, IstioObject } from './private/istio-object';
import { refuse } from './private/refuse';

/** What a ClientPolicy takes. */
export interface ClientPolicyProps {
  /** What clients dial. */
  readonly host: Host;

  /** What their proxies send to it. */
  readonly tls: ClientTls;

  /**
   * Service ports that differ.
   * @default - no port differs
   */
  readonly ports?: ClientPortPolicy[];

  /**
   * The rule's metadata.name, for a rule that is in the cluster under another name.
   * @default - the construct's id
   */
  readonly policyName?: string;
}

/**
 * The DestinationRule that says what clients send to a host: in the Service's namespace, where every client reads it
 * unless its own namespace has a rule for the host; for wildcards in the root namespace.
 *
 * Under auto mTLS no such rule is needed: clients send mutual TLS to whatever has a proxy. A rule is for hosts with TLS
 * of their own, and for meshes with auto mTLS switched off.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/
 */
export class ClientPolicy extends IstioObject {
  /**
   * @param scope the chart, or a construct in it.
   * @param id the construct's id, and the rule's name.
   * @param props host and TLS settings.
   * @throws Error when the id is no name for a rule, host or TLS settings are missing, or a port is one of another host or
   * there twice.
   */
  public constructor(scope: Construct, id: string, props: ClientPolicyProps) {
    checkProps(scope, id, props, '{ host: Host.ofService(service), tls: ClientTls.ISTIO_MUTUAL }');
    const path = pathOf(scope, id);
    const name = checkPolicyName(path, id, props.policyName);
    if (!(props.host instanceof Host)) refuse(`${path}: host`, props.host, 'a Host', 'use Host.ofService(…), Host.service(…), Host.external(…) or Host.wildcard(…)');
    if (!(props.tls instanceof ClientTls)) refuse(`${path}: tls`, props.tls, 'a ClientTls', 'use ClientTls.ISTIO_MUTUAL, DISABLE, simple(…) or mutual(…)');
    const ports = checkPorts(path, props);
    // The root namespace may be set after this construct is made; a Service without a namespace keeps the chart's away.
    const namespace = props.host._namespace() ?? Lazy.any({ produce: () => this._rule()?.namespace || undefined });
    super(scope, id, DESTINATION_RULE, name, namespace);
    declare(this, { kind: 'client', construct: this, source: path, host: props.host, name, tls: props.tls, ports });
    AppMesh.of(scope).changed();
  }

  /** @internal */
  public _spec(): unknown {
    const rule = this._rule();
    return rule && renderDestinationRule(rule);
  }

  /** @internal */
  public _rule(): ClientRule | undefined {
    AppMesh.of(this.chart).resolve();
    return declarationOf<ClientDeclaration>(this).rule;
  }
}

const NO_PORTS: readonly ClientPortPolicy[] = [];

function checkPorts(path: string, { host, ports }: ClientPolicyProps): readonly ClientPortPolicy[] {
  if (ports === undefined) return NO_PORTS;
  const numbers = new Set<number>();
  for (const { port } of checkListOf(`${path}: ports`, ports, ClientPortPolicy, 'use ClientPortPolicy.of(host.port(80), ClientTls.DISABLE)')) {
    if (!port.host._isSame(host)) refuse(`${path}: ports`, `port ${port.port} of ${port.host._describe()}`, `ports of ${host._describe()}`, 'write host.port(…) with the policy\'s own host');
    if (numbers.has(port.port)) refuse(`${path}: ports, of which one is there twice`, port.port, 'each Service port once', 'remove one');
    numbers.add(port.port);
  }
  return [...ports];
}
