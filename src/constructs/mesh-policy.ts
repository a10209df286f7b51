import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { AmbientMeshPolicy, AmbientMeshPolicyProps } from './ambient-mesh-policy';
import { AppMesh } from './app/app-mesh';
import type { PolicyOptions } from './policy-options';
import type { PortPolicy } from './port-policy';
import { checkProps } from './private/check-types';
import { DeclaredPolicy } from './private/declared-policy';
import type { MtlsMode } from '../model/mtls-mode';

/** What a MeshPolicy takes. */
export interface MeshPolicyProps extends PolicyOptions {
  /** What workloads accept where neither their namespace nor their own policy says more. */
  readonly mode: MtlsMode;
}

/**
 * The mesh-wide PeerAuthentication: `default` in the root namespace, without a selector. One per app.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export class MeshPolicy extends DeclaredPolicy {
  /**
   * The mesh-wide policy of a mesh in ambient mode, in which DISABLE does nothing and so does not compile.
   * @param scope the chart, or a construct in it.
   * @param id the construct's id; it is no part of the policy's name.
   * @param props the mode.
   * @throws Error when a value can never be right: a mode that is not Istio's, an empty reason, a day that does not exist, or a
   * policyName that no object may have.
   */
  public static ambient(scope: Construct, id: string, props: AmbientMeshPolicyProps): AmbientMeshPolicy {
    return new AmbientMeshPolicy(scope, id, props);
  }

  /**
   * @param scope the chart, or a construct in it.
   * @param id the construct's id; it is no part of the policy's name.
   * @param props the mode.
   * @throws Error when a value can never be right: a mode that is not Istio's, an empty reason, a day that does not exist, or a
   * policyName that no object may have.
   */
  public constructor(scope: Construct, id: string, props: MeshPolicyProps) {
    checkProps(scope, id, props, '{ mode: MtlsMode.STRICT }');
    super(scope, id, {
      target: { kind: 'mesh' },
      mode: props.mode,
      options: props,
      defaultName: 'default',
      // The root namespace may be set, or mesh config included, after this construct is made.
      namespace: Lazy.any({ produce: () => AppMesh.of(this).resolve().settings.rootNamespace }),
    });
  }

  /**
   * Excepts a port at every known workload of the mesh that has it. Istio's policies know no ports without a selector,
   * so the exception becomes part of each workload's own policy, which is made where there is none. At synth it is
   * an error when known workloads with a proxy lack the port, and a warning when none is known.
   * @param port what the port accepts, and why.
   */
  public exceptPort(port: PortPolicy): void {
    this._spread(port);
  }
}
