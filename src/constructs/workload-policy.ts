import type { Construct } from 'constructs';
import type { PolicyOptions } from './policy-options';
import { AmbientPortPolicy, PortPolicy } from './port-policy';
import { checkListOf, checkProps } from './private/check-types';
import { pathOf } from './private/check-values';
import { DeclaredPolicy } from './private/declared-policy';
import { checkAmbientPort, fromAmbientMode, PORT_POLICY } from './private/modes';
import { refuse } from './private/refuse';
import { Workload } from './workload';
import type { AmbientMtlsMode } from '../model/ambient-mtls-mode';
import type { MtlsMode } from '../model/mtls-mode';

const PROPS = '{ workload: Workload.of(deployment), mode: MtlsMode.STRICT }';

/** What a WorkloadPolicy takes. */
export interface WorkloadPolicyProps extends PolicyOptions {
  /** Whose pods the policy selects. */
  readonly workload: Workload;

  /** What the workload's ports accept. UNSET, which inherits, is written out. */
  readonly mode: MtlsMode;

  /**
   * Ports that differ from the workload's mode. Workload ports: the containers' own, not the Service's. One that is
   * none of the workload's is an error at synth.
   * @default - no port differs
   */
  readonly ports?: PortPolicy[];
}

/** What WorkloadPolicy.ambient takes. */
export interface AmbientWorkloadPolicyProps extends PolicyOptions {
  /** Whose pods the policy selects. */
  readonly workload: Workload;

  /** What the workload's ports accept. UNSET, which inherits, is written out. */
  readonly mode: AmbientMtlsMode;

  /**
   * Ports that differ from the workload's mode. Workload ports: the containers' own, not the Service's. One that is
   * none of the workload's is an error at synth.
   * @default - no port differs
   */
  readonly ports?: AmbientPortPolicy[];
}

/**
 * The PeerAuthentication of one workload, in the workload's namespace and under the construct's id. Istio follows one
 * policy per workload, the oldest, so exceptions for the same workload are merged into it.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/
 */
export class WorkloadPolicy extends DeclaredPolicy {
  /**
   * The policy of a workload in ambient mode, in which DISABLE does nothing, as mode and at a port, and so does not
   * compile.
   * @param scope the chart, or a construct in it.
   * @param id the construct's id, and the policy's name.
   * @param props workload, mode and ports.
   * @throws Error when a value can never be right: an id that is no name for a policy, a mode that is not Istio's, an empty
   * list of ports, an empty reason, a day that does not exist, or a policyName that no object may have.
   */
  public static ambient(scope: Construct, id: string, props: AmbientWorkloadPolicyProps): WorkloadPolicy {
    checkProps(scope, id, props, PROPS);
    const path = pathOf(scope, id);
    if (props.ports !== undefined) checkPorts(`${path}: ports`, props.ports);
    for (const port of props.ports ?? []) checkAmbientPort(`${path}: ports`, port);
    return new WorkloadPolicy(scope, id, { ...props, mode: fromAmbientMode(path, props.mode) });
  }

  /**
   * @param scope the chart, or a construct in it.
   * @param id the construct's id, and the policy's name.
   * @param props workload, mode and ports.
   * @throws Error when a value can never be right: an id that is no name for a policy, a mode that is not Istio's, an empty
   * list of ports, an empty reason, a day that does not exist, or a policyName that no object may have.
   */
  public constructor(scope: Construct, id: string, props: WorkloadPolicyProps) {
    const { workload, ports } = checkProps(scope, id, props, PROPS);
    if (!(workload instanceof Workload)) refuse(`${pathOf(scope, id)}: workload`, workload, 'a Workload', 'use Workload.of(…) or Workload.labelled(…)');
    if (ports !== undefined) checkPorts(`${pathOf(scope, id)}: ports`, ports);
    super(scope, id, {
      target: { kind: 'workload', workload },
      mode: props.mode,
      options: props,
      namespace: namespaceOf(workload),
      ports,
    });
  }
}

function checkPorts(what: string, ports: readonly PortPolicy[]): void {
  if (checkListOf(what, ports, PortPolicy, PORT_POLICY).length === 0) {
    refuse(what, [], 'one port policy or more', 'leave ports out when no port differs: the API server refuses an empty map');
  }
}

function namespaceOf({ _reference: reference }: Workload): string | undefined {
  return reference.by === 'labels' ? reference.namespace : reference.object.metadata.namespace;
}
