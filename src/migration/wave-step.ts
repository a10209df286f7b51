/**
 * The steps by which a wave goes from plaintext to mutual TLS only, in their order.
 *
 * @see https://istio.io/latest/docs/tasks/security/authentication/mtls-migration/
 */
export enum WaveStep {
  /** Servers that are not yet STRICT accept both plaintext and mutual TLS. Nothing that is STRICT is weakened. */
  PERMISSIVE = 'permissive',

  /** Clients send mutual TLS: by themselves under auto mTLS, by a rule per Service where it is switched off. */
  CLIENTS = 'clients',

  /** Servers accept mutual TLS only, but for the exceptions. */
  STRICT = 'strict',

  /** The mesh-wide policy becomes STRICT: for the rest of the mesh only, once every wave is at `strict`. */
  LOCK = 'lock',
}

const ORDER: readonly WaveStep[] = [WaveStep.PERMISSIVE, WaveStep.CLIENTS, WaveStep.STRICT, WaveStep.LOCK];

/** Whether a wave at `step` (undefined: not started) has come at least as far as `target`. */
export function hasReached(step: WaveStep | undefined, target: WaveStep): boolean {
  return step !== undefined && ORDER.indexOf(step) >= ORDER.indexOf(target);
}
