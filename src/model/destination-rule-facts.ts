/** The TLS modes of a DestinationRule. */
export type ClientTlsMode = 'DISABLE' | 'SIMPLE' | 'MUTUAL' | 'ISTIO_MUTUAL';

/** One place in a rule that sets TLS: the top, a port, a subset, or a port of a subset. */
export interface TlsSetting {
  /** Such as `spec.trafficPolicy.tls`. */
  readonly field: string;
  readonly mode: ClientTlsMode;
  /** The service port, where the setting is about one. */
  readonly port?: number;
}

/** A DestinationRule as a manifest has it. */
export interface DestinationRuleFacts {
  readonly namespace: string;
  readonly name: string;
  readonly source: string;
  readonly host: string;
  readonly tls: readonly TlsSetting[];
}
