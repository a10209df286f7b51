import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';

/** The path that stands for standard input. */
export const STANDARD_INPUT = '-';

/** Something that text is read from. */
export interface Input {
  /** The path as it was given, or below one that was. */
  readonly source: string;
  /** The bytes, in order; the same when it is called again. */
  chunks(): Iterable<Buffer>;
  /** The same bytes in one piece, where that is to be had without the chunks. */
  whole?(): Buffer;
  /** How many there are, where the system knows. */
  size?(): number;
}

/** All bytes in one piece. */
export function wholeOf(input: Input): Buffer {
  return input.whole?.() ?? Buffer.concat([...input.chunks()]);
}

/** As much as is parsed at once: small enough for what the parser leaves behind to be collected at once. */
const CHUNK_BYTES = 64 * 1024;

export function fileInput(path: string): Input {
  return { source: path, chunks: () => readFile(path), whole: () => readFileSync(path), size: () => statSync(path).size };
}

/** A pipe, or another thing that gives its bytes only once: they are kept. */
export function pipeInput(path: string): Input {
  return kept(path, () => readFile(path));
}

export function bytesInput(source: string, chunks: readonly Buffer[]): Input {
  return { source, chunks: () => chunks };
}

export function standardInput(): Input {
  return kept(STANDARD_INPUT, () => readHandle(0));
}

function kept(source: string, read: () => Iterable<Buffer>): Input {
  const bytes: Buffer[] = [];
  let rest: Iterator<Buffer> | undefined;
  function* chunks(): Generator<Buffer> {
    rest ??= read()[Symbol.iterator]();
    for (let i = 0; ; i += 1) {
      if (i === bytes.length) {
        const next = rest.next();
        if (next.done === true) return;
        bytes.push(next.value);
      }
      yield bytes[i];
    }
  }
  return { source, chunks };
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
  const buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  for (;;) {
    const length = readOrWait(handle, buffer);
    if (length === 0) return;
    // A copy, as long as it has to be: pipes may give little at a time.
    yield Buffer.from(buffer.subarray(0, length));
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
