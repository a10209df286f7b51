import type { Construct } from 'constructs';
import { AmbientNamespacePolicy, AmbientNamespacePolicyProps } from './ambient-namespace-policy';
import type { PolicyOptions } from './policy-options';
import type { PortPolicy } from './port-policy';
import { checkProps } from './private/check-types';
import { checkNamespaceName, pathOf } from './private/check-values';
import { DeclaredPolicy } from './private/declared-policy';
import type { MtlsMode } from '../model/mtls-mode';

/** What a NamespacePolicy takes. */
export interface NamespacePolicyProps extends PolicyOptions {
  /** The namespace. Not the root namespace, where a policy is mesh-wide. */
  readonly namespaceName: string;

  /** What workloads of the namespace accept where their own policy does not say more. */
  readonly mode: MtlsMode;
}

/**
 * The PeerAuthentication of a namespace: `default`, without a selector. One per namespace and app.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export class NamespacePolicy extends DeclaredPolicy {
  /**
   * The policy of a namespace in ambient mode, in which DISABLE does nothing and so does not compile.
   * @param scope the chart, or a construct in it.
   * @param id the construct's id; it is no part of the policy's name.
   * @param props namespace and mode.
   * @throws Error when a value can never be right: a namespace that is no DNS label, a mode that is not Istio's, an empty
   * reason, a day that does not exist, or a policyName that no object may have.
   */
  public static ambient(scope: Construct, id: string, props: AmbientNamespacePolicyProps): AmbientNamespacePolicy {
    return new AmbientNamespacePolicy(scope, id, props);
  }

  /**
   * @param scope the chart, or a construct in it.
   * @param id the construct's id; it is no part of the policy's name.
   * @param props namespace and mode.
   * @throws Error when a value can never be right: a namespace that is no DNS label, a mode that is not Istio's, an empty
   * reason, a day that does not exist, or a policyName that no object may have.
   */
  public constructor(scope: Construct, id: string, props: NamespacePolicyProps) {
    checkProps(scope, id, props, '{ namespaceName: \'shop\', mode: MtlsMode.STRICT }');
    const namespace = checkNamespaceName(`${pathOf(scope, id)}: namespaceName`, props.namespaceName);
    super(scope, id, { target: { kind: 'namespace', namespace }, mode: props.mode, options: props, defaultName: 'default', namespace });
  }

  /**
   * Excepts a port at every known workload of the namespace that has it. Istio's policies know no ports without a
   * selector, so the exception becomes part of each workload's own policy, which is made where there is none.
   * At synth it is an error when known workloads with a proxy lack the port, and a warning when none is known.
   * @param port what the port accepts, and why.
   */
  public exceptPort(port: PortPolicy): void {
    this._spread(port);
  }
}
