import { checkIs } from './private/check-types';
import { checkPort, checkReason, checkUntil } from './private/check-values';
import { WorkloadPort } from './workload-port';
import { MtlsMode } from '../model/mtls-mode';
import type { PortRule } from '../model/policy-draft';

/** Why a port differs from its workload, and for how long. */
export interface PortPolicyOptions {
  /** Why the port differs, for whoever reviews the manifest: it becomes an annotation of the policy. */
  readonly reason: string;

  /**
   * The last day of the exception, as YYYY-MM-DD; synth fails from the next day on.
   * @default - the exception has no end
   */
  readonly until?: string;
}

/**
 * What one workload port accepts, where it differs from its workload: an exception, so it wants a reason.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication
 */
export class PortPolicy {
  /**
   * The port accepts plaintext only. For plaintext protocols in which the server speaks first (MySQL, SMTP), which
   * stall on a PERMISSIVE port. Clients with a proxy send plaintext to it under auto mTLS; one whose DestinationRule
   * says ISTIO_MUTUAL breaks. Has no effect in ambient mode.
   * @param port the workload port, 1 to 65535.
   * @param options the reason, and until when.
   * @throws Error when it is no port number, the reason is empty, or `until` is no day.
   */
  public static disable(port: number, options: PortPolicyOptions): PortPolicy {
    return PortPolicy.disablePort(WorkloadPort.number(checkPort('port of PortPolicy.disable', port)), options);
  }

  /**
   * The port accepts plaintext only: `disable` for a port by name or behind a Service.
   * @param port the workload port.
   * @param options the reason, and until when.
   * @throws Error when the reason is empty, or `until` is no day.
   */
  public static disablePort(port: WorkloadPort, options: PortPolicyOptions): PortPolicy {
    return new PortPolicy(port, MtlsMode.DISABLE, options);
  }

  /**
   * The port accepts plaintext and mutual TLS. The usual exception, for a caller that has no proxy.
   * @param port the workload port, 1 to 65535.
   * @param options the reason, and until when.
   * @throws Error when it is no port number, the reason is empty, or `until` is no day.
   */
  public static permissive(port: number, options: PortPolicyOptions): AmbientPortPolicy {
    return PortPolicy.permissivePort(WorkloadPort.number(checkPort('port of PortPolicy.permissive', port)), options);
  }

  /**
   * The port accepts plaintext and mutual TLS: `permissive` for a port by name or behind a Service.
   * @param port the workload port.
   * @param options the reason, and until when.
   * @throws Error when the reason is empty, or `until` is no day.
   */
  public static permissivePort(port: WorkloadPort, options: PortPolicyOptions): AmbientPortPolicy {
    return AmbientPortPolicy._of(port, MtlsMode.PERMISSIVE, options);
  }

  /**
   * The port accepts mutual TLS only, in a workload that accepts more.
   * @param port the workload port, 1 to 65535.
   * @param options the reason, and until when.
   * @throws Error when it is no port number, the reason is empty, or `until` is no day.
   */
  public static strict(port: number, options: PortPolicyOptions): AmbientPortPolicy {
    return PortPolicy.strictPort(WorkloadPort.number(checkPort('port of PortPolicy.strict', port)), options);
  }

  /**
   * The port accepts mutual TLS only: `strict` for a port by name or behind a Service.
   * @param port the workload port.
   * @param options the reason, and until when.
   * @throws Error when the reason is empty, or `until` is no day.
   */
  public static strictPort(port: WorkloadPort, options: PortPolicyOptions): AmbientPortPolicy {
    return AmbientPortPolicy._of(port, MtlsMode.STRICT, options);
  }

  /** The workload port that the policy is about. */
  public readonly port: WorkloadPort;

  /** What the port accepts. */
  public readonly mode: MtlsMode;

  /** Why the port differs. */
  public readonly reason: string;

  /** The last day of the exception, as YYYY-MM-DD. */
  public readonly until?: string;

  // Nominal: an object literal of the same shape would go round the checks below.
  private readonly brand = 'PortPolicy';

  /** @internal */
  protected constructor(port: WorkloadPort, mode: MtlsMode, options: PortPolicyOptions) {
    void this.brand;
    this.port = checkIs(`port of PortPolicy ${mode}`, port, WorkloadPort, 'use WorkloadPort.number(8080), named(…) or behind(…); a number alone goes to permissive, disable or strict');
    this.mode = mode;
    this.reason = checkReason(`PortPolicy ${mode}`, options?.reason);
    this.until = checkUntil(`PortPolicy ${mode}`, options.until);
  }

  /**
   * What it says, apart from the port that it says it of.
   * @internal
   */
  public _rule(): PortRule {
    return { mode: this.mode, reason: this.reason, until: this.until };
  }
}

/**
 * A port policy that also means something in ambient mode: PERMISSIVE or STRICT. Made by `PortPolicy.permissive` and
 * `PortPolicy.strict` and their twins.
 */
export class AmbientPortPolicy extends PortPolicy {
  /** @internal */
  public static _of(port: WorkloadPort, mode: MtlsMode, options: PortPolicyOptions): AmbientPortPolicy {
    return new AmbientPortPolicy(port, mode, options);
  }

  // Nominal: without a member of its own the class would be PortPolicy under another name, DISABLE included.
  private readonly ambient = true;

  private constructor(port: WorkloadPort, mode: MtlsMode, options: PortPolicyOptions) {
    super(port, mode, options);
    void this.ambient;
  }
}
