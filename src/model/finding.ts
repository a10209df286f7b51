/** How grave a finding is: an error fails synth, the others are printed. */
export type Severity = 'error' | 'warning' | 'info';

/** Something to say about one construct: what, the value got, what is allowed, and the remedy. */
export interface Finding {
  readonly severity: Severity;
  readonly message: string;
}
