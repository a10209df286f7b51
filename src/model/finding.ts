/** How grave a finding is: an error fails synth, the others are printed. */
export type Severity = 'error' | 'warning' | 'info';

/** Something to say about one construct: what, the value got, what is allowed, and the remedy. */
export interface Finding {
  readonly severity: Severity;
  readonly message: string;
  /** Objects, such as `DestinationRule shop/orders`, of which the catalogue of checks may say the same with more to it: then this is withdrawn. */
  readonly unlessTold?: readonly string[];
}
