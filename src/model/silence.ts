/** Somebody's word that findings of one check at one object are known and accepted, and why. */
export interface Silence {
  /** Such as `MTLS201`. */
  readonly id: string;
  /** Such as `DestinationRule shop/orders`. */
  readonly resource: string;
  readonly reason: string;
  /** A construct path, or a file. */
  readonly source: string;
  readonly line?: number;
  /** Where it is written, such as `metadata.annotations["mtls.cdk8s.io/silence"]`. */
  readonly field: string;
}

/** What was meant to be a silence and is none. */
export interface BrokenSilence extends Omit<Silence, 'id' | 'reason'> {
  readonly got: string;
}
