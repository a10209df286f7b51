import type { TextStream } from '../terminal';

const CLEAR_LINE = '\r\u001b[K';

/** Says on a terminal what takes so long. Elsewhere it says nothing. */
export class Progress {
  private isShown = false;

  public constructor(private readonly stream: TextStream) {}

  public say(what: string): void {
    if (this.stream.isTTY !== true) return;
    this.stream.write(`${CLEAR_LINE}${what} …`);
    this.isShown = true;
  }

  /** Takes it away again, before something lasting is printed. */
  public clear(): void {
    if (this.isShown) this.stream.write(CLEAR_LINE);
    this.isShown = false;
  }
}
