/** What the program's exit code says. */
export enum ExitCode {
  /** Nothing to object to. */
  OK = 0,
  /** A finding at or above the threshold, or a refused step. */
  REFUSED = 1,
  /** Wrong usage or unreadable input. */
  USAGE = 2,
}
