import type { CheckContext } from './check-context';
import type { ReasonObject } from '../engine/reason';
import type { Severity } from '../model/finding';

/** One kind of mistake: found by one function, explained by one page. Its id is permanent. */
export interface Check {
  /** `MTLS1xx` is about servers, `MTLS2xx` about clients, `MTLS3xx` about migrations, `MTLS9xx` about the checks themselves. */
  readonly id: `MTLS${number}`;
  /** The mistake in a few words, without a full stop. */
  readonly title: string;
  /** The gravest that a finding of the check can be. */
  readonly severity: Severity;
  /** Why it is a mistake: what Istio does, and what comes of it. */
  readonly why: string;
  /** What to do, whatever the object. */
  readonly remedy: string;
  /** Istio's page or source. */
  readonly see: string;
  run(context: CheckContext): Iterable<Report>;
}

/** What a check found at one object. */
export interface Report {
  readonly severity: Severity;
  /** The object to mend. */
  readonly object: ReasonObject;
  /** Such as `spec.trafficPolicy.tls.mode`. */
  readonly field?: string;
  /** What, the value got, what is allowed. */
  readonly message: string;
  readonly remedy: string;
  /** How many connections it breaks; undefined where it is about none. */
  readonly connections?: number;
  /** Namespaces whose servers lose the connections: what stands between them and STRICT. */
  readonly blocks?: readonly string[];
}
