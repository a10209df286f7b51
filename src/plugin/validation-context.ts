/** What cdk8s-cli hands to a validation plugin: as much of its `ValidationContext` as is asked for. */
export interface IValidationContext {
  /** The files that the app has written. */
  readonly manifests: string[];

  /** What there is to say of them. */
  readonly report: IValidationReport;
}

/** The report of a validation plugin: as much of cdk8s-cli's `ValidationReport` as is asked for. */
export interface IValidationReport {
  /**
   * Adds what breaks a rule.
   * @param violation the rule, and where it is broken.
   */
  addViolation(violation: ValidationViolation): void;

  /**
   * Ends the report.
   * @param status `success` or `failure`.
   * @param metadata what stands beside the status.
   */
  submit(status: string, metadata?: Record<string, string>): void;
}

/** A rule that is broken, and all the places where it is. */
export interface ValidationViolation {
  /** The rule. */
  readonly ruleName: string;

  /** Why the rule is there. */
  readonly recommendation: string;

  /** What to do. */
  readonly fix: string;

  /** Where it is broken. */
  readonly violatingResources: ViolatingResource[];
}

/** A place where a rule is broken. */
export interface ViolatingResource {
  /** The object's name, by which cdk8s-cli finds its construct. */
  readonly resourceName: string;

  /** What is wrong with it. */
  readonly locations: string[];

  /** The file that holds it. */
  readonly manifestPath: string;
}
