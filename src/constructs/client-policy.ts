import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { AppMesh } from './app/app-mesh';
import { checkPolicyName } from './check-values';
import type { ClientPortPolicy } from './client-port-policy';
import type { ClientTls } from './client-tls';
import type { Host } from './host';
import { refuse } from './refuse';
import { SpecToken } from './spec-token';

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
export class ClientPolicy extends ApiObject {
  private readonly ruleName: string;

  /**
   * @param scope the chart, or a construct in it.
   * @param id the construct's id, and the rule's name.
   * @param props host and TLS settings.
   * @throws Error when the id is no name for a rule, or a port is one of another host.
   */
  public constructor(scope: Construct, id: string, props: ClientPolicyProps) {
    const path = `${scope.node.path}/${id}`;
    const name = checkPolicyName(path, id, props.policyName);
    const ports = checkPorts(path, props);
    super(scope, id, {
      apiVersion: 'networking.istio.io/v1',
      kind: 'DestinationRule',
      metadata: {
        name,
        // The root namespace and the cluster domain may be set after this construct is made.
        namespace: Lazy.any({ produce: () => AppMesh.of(this).resolve().clientRules.get(this)?.namespace || undefined }) as unknown as string,
      },
      spec: new SpecToken(() => AppMesh.of(this).resolve().clientRules.get(this)?.spec),
    });
    this.ruleName = name;
    AppMesh.of(this).declareClient({ construct: this, host: props.host, name: this.ruleName, tls: props.tls, ports });
  }
}

function checkPorts(path: string, { host, ports = [] }: ClientPolicyProps): ClientPortPolicy[] {
  const numbers = new Set<number>();
  for (const { port } of ports) {
    if (port.host !== host) refuse(`${path}: ports`, `port ${port.port} of ${port.host._describe()}`, `ports of ${host._describe()}`, 'write host.port(…) with the policy\'s own host');
    if (numbers.has(port.port)) refuse(`${path}: ports`, port.port, 'each Service port once', 'remove one');
    numbers.add(port.port);
  }
  return [...ports];
}
