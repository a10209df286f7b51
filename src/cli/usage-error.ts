/** Something that the user has to change before anything can be answered: every problem, not only the first. */
export class UsageError extends Error {
  public constructor(public readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'UsageError';
  }
}

/** Collects problems, so that they are told together. */
export class UsageProblems {
  private readonly problems: string[] = [];

  public add(problem: string): void {
    this.problems.push(problem);
  }

  /** @throws UsageError where there is any. */
  public throwAny(): void {
    if (this.problems.length > 0) throw new UsageError(this.problems);
  }
}
