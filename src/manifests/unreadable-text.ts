/** A text, or a part of it, that cannot be read; the message says what was got, what is allowed, and the remedy. */
export class UnreadableText extends Error {
  /** @param line on which it goes wrong, from 1 as the file counts; undefined where it is the file as a whole. */
  public constructor(public readonly line: number | undefined, message: string) {
    super(message);
  }
}

/** More than is read at all: what comes after is not even looked at. */
export class TooMuchText extends UnreadableText {}
