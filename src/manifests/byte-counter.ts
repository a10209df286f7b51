import { Input, wholeOf } from './input';
import type { LoadLimits } from './load-limits';
import { TooMuchText, UnreadableText } from './unreadable-text';

/** Counts the bytes that are read of each file, and of all. */
export class ByteCounter {
  private inAll = 0;

  public constructor(private readonly limits: LoadLimits) {}

  /** The same input, which throws UnreadableText where there is too much of it. */
  public limit(input: Input): Input {
    return { ...input, chunks: () => this.chunksOf(input), whole: () => this.limitedWhole(input) };
  }

  private *chunksOf(input: Input): Generator<Buffer> {
    let ofFile = 0;
    for (const chunk of input.chunks()) {
      ofFile += chunk.length;
      this.inAll += chunk.length;
      this.check(ofFile, this.inAll);
      yield chunk;
    }
  }

  private limitedWhole(input: Input): Buffer {
    // Asked first, so that too much is not even read.
    if (input.size !== undefined) this.check(input.size(), this.inAll + input.size());
    const bytes = wholeOf(input);
    this.inAll += bytes.length;
    this.check(bytes.length, this.inAll);
    return bytes;
  }

  private check(ofFile: number, inAll: number): void {
    const { bytesPerFile, bytesInAll } = this.limits;
    if (ofFile > bytesPerFile) throw new UnreadableText(undefined, `got more than ${bytesPerFile} bytes; allowed: ${bytesPerFile} in a file; split it`);
    if (inAll > bytesInAll) throw new TooMuchText(undefined, `got more than ${bytesInAll} bytes with the files before; allowed: ${bytesInAll} in all; give fewer files`);
  }
}
