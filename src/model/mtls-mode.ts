/**
 * The modes of a PeerAuthentication, as Istio spells them: what a workload port accepts.
 *
 * @see https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication-MutualTLS-Mode
 */
export enum MtlsMode {
  /** Inherits the parent's mode: workload from namespace, namespace from mesh; the mesh's own default is PERMISSIVE. */
  UNSET = 'UNSET',

  /** Accepts plaintext only. A client that sends Istio's mutual TLS all the same (a DestinationRule says so) breaks. */
  DISABLE = 'DISABLE',

  /** Accepts plaintext and mutual TLS. A plaintext client of a protocol in which the server speaks first stalls. */
  PERMISSIVE = 'PERMISSIVE',

  /** Accepts mutual TLS with a certificate of the mesh only; plaintext is refused. */
  STRICT = 'STRICT',
}
