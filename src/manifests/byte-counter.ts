import type { LoadLimits } from './load-limits';
import { TooMuchText, UnreadableText } from './unreadable-text';

/** Counts the bytes that are read of each file, and of all. */
export class ByteCounter {
  private inAll = 0;

  public constructor(private readonly limits: LoadLimits) {}

  /**
   * The chunks of one file.
   * @throws UnreadableText where there are too many.
   */
  public *count(chunks: Iterable<Buffer>): Generator<Buffer> {
    const { bytesPerFile, bytesInAll } = this.limits;
    let ofFile = 0;
    for (const chunk of chunks) {
      ofFile += chunk.length;
      this.inAll += chunk.length;
      if (ofFile > bytesPerFile) throw new UnreadableText(undefined, `got more than ${bytesPerFile} bytes; allowed: ${bytesPerFile} in a file; split it`);
      if (this.inAll > bytesInAll) throw new TooMuchText(undefined, `got more than ${bytesInAll} bytes with the files before; allowed: ${bytesInAll} in all; give fewer files`);
      yield chunk;
    }
  }
}
