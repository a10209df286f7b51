import type { Construct } from 'constructs';
import type { PolicyOptions } from './policy-options';
import type { AmbientPortPolicy } from './port-policy';
import type { AmbientMtlsMode } from '../model/ambient-mtls-mode';
import { checkProps } from './private/check-types';
import { checkNamespaceName, pathOf } from './private/check-values';
import { DeclaredPolicy } from './private/declared-policy';
import { checkAmbientPort, fromAmbientMode } from './private/modes';

/** What NamespacePolicy.ambient takes. */
export interface AmbientNamespacePolicyProps extends PolicyOptions {
  /** The namespace. Not the root namespace, where a policy is mesh-wide. */
  readonly namespaceName: string;

  /** What workloads of the namespace accept where their own policy does not say more. */
  readonly mode: AmbientMtlsMode;
}

/** The PeerAuthentication of a namespace in ambient mode. Made by `NamespacePolicy.ambient`. */
export class AmbientNamespacePolicy extends DeclaredPolicy {
  /**
   * @param scope the chart, or a construct in it.
   * @param id the construct's id; it is no part of the policy's name.
   * @param props namespace and mode.
   * @throws Error when a value can never be right: a namespace that is no DNS label, a mode that means nothing in ambient
   * mode, an empty reason, a day that does not exist, or a policyName that no object may have.
   */
  public constructor(scope: Construct, id: string, props: AmbientNamespacePolicyProps) {
    checkProps(scope, id, props, '{ namespaceName: \'shop\', mode: AmbientMtlsMode.STRICT }');
    const path = pathOf(scope, id);
    const namespace = checkNamespaceName(`${path}: namespaceName`, props.namespaceName);
    super(scope, id, { target: { kind: 'namespace', namespace }, mode: fromAmbientMode(path, props.mode), options: props, defaultName: 'default', namespace });
  }

  /**
   * Excepts a port at every known workload of the namespace that has it: the exception becomes part of each workload's
   * own policy, which is made where there is none. At synth it is an error when known workloads with a proxy lack the
   * port, and a warning when none is known.
   * @param port what the port accepts, and why.
   * @throws Error when the port is DISABLE, in languages whose compiler lets it pass.
   */
  public exceptPort(port: AmbientPortPolicy): void {
    this._spread(checkAmbientPort(`${this.node.path}: exceptPort`, port));
  }
}
