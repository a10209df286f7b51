import type { PortPolicy, PortPolicyOptions } from './port-policy';
import { checkNamespaceName, checkReason, checkUntil } from './private/check-values';
import type { Workload } from './workload';
import { MtlsMode } from '../model/mtls-mode';

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
    return new MtlsException({ kind: 'workload', workload }, port);
  }

  /**
   * A port of every workload of a namespace that has it.
   * @param namespaceName the namespace.
   * @param port what the port accepts, and why.
   * @throws Error when the namespace is no DNS label.
   */
  public static portInNamespace(namespaceName: string, port: PortPolicy): MtlsException {
    return new MtlsException({ kind: 'namespace', namespace: checkNamespaceName('MtlsException.portInNamespace', namespaceName) }, port);
  }

  /**
   * A port of every workload of the mesh that has it, such as the port that a scraper without a proxy reads.
   * @param port what the port accepts, and why.
   */
  public static portInMesh(port: PortPolicy): MtlsException {
    return new MtlsException({ kind: 'mesh' }, port);
  }

  /**
   * A whole workload, which stays PERMISSIVE.
   * @param workload the workload.
   * @param options the reason, and until when.
   */
  public static workload(workload: Workload, options: PortPolicyOptions): MtlsException {
    checkReason('MtlsException.workload', options?.reason);
    checkUntil('MtlsException.workload', options.until);
    return new MtlsException({ kind: 'workload', workload }, undefined, { mode: MtlsMode.PERMISSIVE, ...options });
  }

  /** @internal */
  public readonly _target: ExceptionTarget;

  /** @internal */
  public readonly _port?: PortPolicy;

  /** @internal */
  public readonly _rule: { readonly mode: MtlsMode; readonly reason: string; readonly until?: string };

  private constructor(target: ExceptionTarget, port?: PortPolicy, rule?: MtlsException['_rule']) {
    this._target = target;
    this._port = port;
    this._rule = rule ?? { mode: port!.mode, reason: port!.reason, until: port!.until };
  }
}

/** What an exception was told to be about. */
export type ExceptionTarget =
  | { readonly kind: 'workload'; readonly workload: Workload }
  | { readonly kind: 'namespace'; readonly namespace: string }
  | { readonly kind: 'mesh' };
