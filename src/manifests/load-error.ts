/** Something that cannot be read, and where it stands. */
export interface LoadProblem {
  /** A path as it was given, or below one that was; `-` is standard input. */
  readonly file: string;
  /** From 1; undefined where the problem is the file as a whole. */
  readonly line?: number;
  /** What was got, what is allowed, and the remedy. */
  readonly message: string;
}

/** All that could not be read, not only the first. */
export class LoadError extends Error {
  public constructor(public readonly problems: readonly LoadProblem[]) {
    super(problems.map(problemText).join('\n'));
    this.name = 'LoadError';
  }
}

function problemText({ file, line, message }: LoadProblem): string {
  const name = file === '-' ? 'standard input' : file;
  return line === undefined ? `${name}: ${message}` : `${name}:${line}: ${message}`;
}

export type Report = (problem: LoadProblem) => void;
