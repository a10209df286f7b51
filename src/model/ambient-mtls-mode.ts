/**
 * The modes that mean something to a workload in ambient mode.
 *
 * There is no DISABLE: ztunnel treats it as PERMISSIVE and clients go on sending mutual TLS, so a policy that says
 * DISABLE would promise what the data plane does not do.
 *
 * @see https://istio.io/latest/docs/ambient/architecture/traffic-redirection/
 */
export enum AmbientMtlsMode {
  /** Inherits the parent's mode: workload from namespace, namespace from mesh; the mesh's own default is PERMISSIVE. */
  UNSET = 'UNSET',

  /** Accepts plaintext and HBONE (mutual TLS between ztunnels). */
  PERMISSIVE = 'PERMISSIVE',

  /** Accepts HBONE only: a plaintext connection is opened and closed again without a byte. */
  STRICT = 'STRICT',
}
