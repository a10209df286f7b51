import type { TextStream } from '../terminal';

/** As much as is handed to the stream at once. */
const BATCH = 64 * 1024;

/** Writes text as fast as its reader takes it, and no faster. A reader that has had enough (`| head`) is no mistake. */
export class Printer {
  private batch: string[] = [];
  private length = 0;
  private failure?: NodeJS.ErrnoException;
  private wake?: () => void;

  public constructor(private readonly stream: TextStream) {
    stream.on('error', this.onError);
    stream.on('drain', this.onDrain);
  }

  /** Whether nobody reads any more. */
  public get isClosed(): boolean {
    return this.failure !== undefined;
  }

  /** Resolves at once where the reader keeps up. */
  public async write(text: string): Promise<void> {
    this.batch.push(text);
    this.length += text.length;
    if (this.length >= BATCH) await this.flush();
  }

  /** Writes what is left, and lets go of the stream. */
  public async end(text = ''): Promise<void> {
    this.batch.push(text);
    await this.flush();
    // Until the reader has it, it may still go away.
    if (!this.isClosed) await new Promise<void>((resolve) => void this.stream.write('', () => resolve()));
    this.stream.off('drain', this.onDrain);
    if (this.failure !== undefined && this.failure.code !== 'EPIPE') throw this.failure;
  }

  private async flush(): Promise<void> {
    const text = this.batch.join('');
    this.batch = [];
    this.length = 0;
    if (text === '' || this.isClosed || this.stream.write(text) || this.isClosed) return;
    await new Promise<void>((resolve) => { this.wake = resolve; });
  }

  // It stays on the stream: a reader may go away after the last byte too.
  private readonly onError = (error: NodeJS.ErrnoException): void => {
    this.failure ??= error;
    this.onDrain();
  };

  private readonly onDrain = (): void => {
    this.wake?.();
    this.wake = undefined;
  };
}

/** Writes a text that is ready. */
export async function print(stream: TextStream, text: string): Promise<void> {
  await new Printer(stream).end(text);
}
