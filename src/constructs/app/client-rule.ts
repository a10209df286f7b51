/** A DestinationRule to emit. */
export interface ClientRule {
  /** The path of the construct that asks for it. */
  readonly source: string;
  readonly namespace: string;
  readonly name: string;
  readonly host: string;
  readonly spec: object;
}
