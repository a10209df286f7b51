import { closeSync, openSync, readSync } from 'node:fs';

/** The path that stands for standard input. */
export const STANDARD_INPUT = '-';

/** Something that text is read from. */
export interface Input {
  /** The path as it was given, or below one that was. */
  readonly source: string;
  /** The bytes, in order; the same when it is called again. */
  chunks(): Iterable<Buffer>;
}

/** As much as is parsed at once: small enough for what the parser leaves behind to be collected at once. */
const CHUNK_BYTES = 64 * 1024;

export function fileInput(path: string): Input {
  return { source: path, chunks: () => readFile(path) };
}

/** A pipe, or another thing that gives its bytes only once: they are kept. */
export function pipeInput(path: string): Input {
  return kept({ source: path, chunks: () => readFile(path) });
}

export function bytesInput(source: string, chunks: readonly Buffer[]): Input {
  return { source, chunks: () => chunks };
}

export function standardInput(): Input {
  return kept({ source: STANDARD_INPUT, chunks: () => readHandle(0) });
}

function kept({ source, chunks }: Input): Input {
  const bytes: Buffer[] = [];
  let isRead = false;
  return {
    source,
    *chunks() {
      yield* bytes;
      if (isRead) return;
      isRead = true;
      for (const chunk of chunks()) {
        bytes.push(chunk);
        yield chunk;
      }
    },
  };
}

function* readFile(path: string): Generator<Buffer> {
  const handle = openSync(path, 'r');
  try {
    yield* readHandle(handle);
  } finally {
    closeSync(handle);
  }
}

function* readHandle(handle: number): Generator<Buffer> {
  for (;;) {
    const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
    const length = readOrWait(handle, buffer);
    if (length === 0) return;
    yield buffer.subarray(0, length);
  }
}

function readOrWait(handle: number, buffer: Buffer): number {
  for (;;) {
    try {
      return readSync(handle, buffer);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // How Windows says that a pipe has ended.
      if (code === 'EOF') return 0;
      // A pipe whose other end made it non-blocking: nothing is there yet.
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 10);
    }
  }
}
