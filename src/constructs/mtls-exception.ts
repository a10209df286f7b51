import { PortPolicy, PortPolicyOptions } from './port-policy';
import { checkIs } from './private/check-types';
import { checkNamespaceName, checkReason, checkUntil } from './private/check-values';
import { PORT_POLICY } from './private/modes';
import { Workload } from './workload';
import { MtlsMode } from '../model/mtls-mode';
import type { PortRule } from '../model/policy-draft';

/**
 * What a migration leaves weaker than STRICT: best one port of one workload, with a reason and a last day.
 *
 * Exceptions are emitted from the step `permissive` on, so that they are in the cluster before STRICT is.
 */
export class MtlsException {
  /**
   * One port of one workload.
   * @param workload the workload.
   * @param port what the port accepts, and why.
   */
  public static port(workload: Workload, port: PortPolicy): MtlsException {
    return new MtlsException({ kind: 'workload', workload: checkWorkload('MtlsException.port', workload) }, ruleOf('MtlsException.port', port), port);
  }

  /**
   * A port of every workload of a namespace that has it.
   * @param namespaceName the namespace.
   * @param port what the port accepts, and why.
   * @throws Error when the namespace is no DNS label.
   */
  public static portInNamespace(namespaceName: string, port: PortPolicy): MtlsException {
    return new MtlsException({ kind: 'namespace', namespace: checkNamespaceName('MtlsException.portInNamespace', namespaceName) }, ruleOf('MtlsException.portInNamespace', port), port);
  }

  /**
   * A port of every workload of the mesh that has it, such as the port that a scraper without a proxy reads.
   * @param port what the port accepts, and why.
   */
  public static portInMesh(port: PortPolicy): MtlsException {
    return new MtlsException({ kind: 'mesh' }, ruleOf('MtlsException.portInMesh', port), port);
  }

  /**
   * A whole workload, which stays PERMISSIVE.
   * @param workload the workload.
   * @param options the reason, and until when.
   * @throws Error when the reason is empty, or `until` is no day.
   */
  public static workload(workload: Workload, options: PortPolicyOptions): MtlsException {
    checkWorkload('MtlsException.workload', workload);
    checkReason('MtlsException.workload', options?.reason);
    checkUntil('MtlsException.workload', options.until);
    return new MtlsException({ kind: 'workload', workload }, { mode: MtlsMode.PERMISSIVE, ...options });
  }

  /** @internal */
  public readonly _target: ExceptionTarget;

  /** @internal */
  public readonly _rule: PortRule;

  /**
   * Undefined: every port.
   * @internal
   */
  public readonly _port?: PortPolicy;

  private constructor(target: ExceptionTarget, rule: PortRule, port?: PortPolicy) {
    this._target = target;
    this._rule = rule;
    this._port = port;
  }
}

function checkWorkload(what: string, workload: Workload): Workload {
  return checkIs(`${what}: workload`, workload, Workload, 'use Workload.of(…) or Workload.labelled(…)');
}

function ruleOf(what: string, port: PortPolicy): PortRule {
  return checkIs(`${what}: port`, port, PortPolicy, PORT_POLICY)._rule();
}

/** What an exception was told to be about. */
export type ExceptionTarget =
  | { readonly kind: 'workload'; readonly workload: Workload }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | { readonly kind: 'mesh' };
