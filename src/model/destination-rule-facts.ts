import type { ClientTlsMode } from './client-tls-mode';

/** A TLS mode as manifests spell it. */
export type ClientTlsModeText = `${ClientTlsMode}`;

/** One place in a rule that sets TLS: the top, a port, a subset, or a port of a subset. */
export interface TlsSetting {
  /** Such as `spec.trafficPolicy.tls`. */
  readonly field: string;
  readonly mode: ClientTlsModeText;
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
