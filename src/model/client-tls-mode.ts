/**
 * The TLS modes of a DestinationRule, as Istio spells them: what a client's proxy sends.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings-TLSmode
 */
export enum ClientTlsMode {
  /** Plaintext. */
  DISABLE = 'DISABLE',

  /** TLS without a client certificate, for a server that ends TLS itself. */
  SIMPLE = 'SIMPLE',

  /** Mutual TLS with a certificate of the client's own. */
  MUTUAL = 'MUTUAL',

  /** Mutual TLS with the certificates that Istio issues. */
  ISTIO_MUTUAL = 'ISTIO_MUTUAL',
}
