import { Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { PolicyOptions } from './policy-options';
import type { AmbientPortPolicy } from './port-policy';
import type { AmbientMtlsMode } from '../model/ambient-mtls-mode';
import { AppMesh } from './app/app-mesh';
import { checkProps } from './private/check-types';
import { pathOf } from './private/check-values';
import { DeclaredPolicy } from './private/declared-policy';
import { checkAmbientPort, fromAmbientMode } from './private/modes';

/** What MeshPolicy.ambient takes. */
export interface AmbientMeshPolicyProps extends PolicyOptions {
  /** What workloads accept where neither their namespace nor their own policy says more. */
  readonly mode: AmbientMtlsMode;
}

/** The mesh-wide PeerAuthentication of a mesh in ambient mode. Made by `MeshPolicy.ambient`. */
export class AmbientMeshPolicy extends DeclaredPolicy {
  /**
   * @param scope the chart, or a construct in it.
   * @param id the construct's id; it is no part of the policy's name.
   * @param props the mode.
   * @throws Error when a value can never be right: a mode that is not Istio's, an empty reason, a day that does not exist, or a
   * policyName that no object may have.
   */
  public constructor(scope: Construct, id: string, props: AmbientMeshPolicyProps) {
    checkProps(scope, id, props, '{ mode: AmbientMtlsMode.STRICT }');
    super(scope, id, {
      target: { kind: 'mesh' },
      mode: fromAmbientMode(pathOf(scope, id), props.mode),
      options: props,
      defaultName: 'default',
      namespace: Lazy.any({ produce: () => AppMesh.of(this).resolve().settings.rootNamespace }),
    });
  }

  /**
   * Excepts a port at every known workload of the mesh that has it: the exception becomes part of each workload's own
   * policy, which is made where there is none. At synth it is an error when known workloads with a proxy lack the port,
   * and a warning when none is known.
   * @param port what the port accepts, and why.
   * @throws Error when the port is DISABLE, in languages whose compiler lets it pass.
   */
  public exceptPort(port: AmbientPortPolicy): void {
    this._spread(checkAmbientPort(`${this.node.path}: exceptPort`, port));
  }
}
