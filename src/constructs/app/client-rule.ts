import type { ClientTls } from '../client-tls';

/** A DestinationRule to emit. */
export interface ClientRule {
  /** The path of the construct that asks for it. */
  readonly source: string;
  readonly namespace: string;
  readonly name: string;
  readonly host: string;
  /** What clients send; undefined for a rule that sets nothing, so that its host is no longer reached by a wildcard. */
  readonly tls?: ClientTls;
  /** Ports that differ. */
  readonly ports: readonly ClientRulePort[];
}

/** What clients send to one Service port. */
export interface ClientRulePort {
  readonly number: number;
  readonly tls: ClientTls;
}
