import { asUtf8, decodeUtf8 } from '../../manifests/text-bytes';

const NEWLINE = 10;

/** Enough for nearly every object; fields of a longer one that are behind these bytes are not found. */
const WINDOW = 64 * 1024;

/** The text of a file from a line on. */
export interface TextWindow {
  readonly line: number;
  readonly text: string;
}

/** A window that may not be full yet. */
interface OpenWindow {
  readonly line: number;
  readonly parts: Buffer[];
  length: number;
}

/**
 * Windows on the text of a file, from each of some lines on, in one pass that never holds the whole of it.
 * @param lines ascending, each once.
 */
export function* textWindows(chunks: Iterable<Buffer>, lines: readonly number[]): Generator<TextWindow, undefined> {
  let open: OpenWindow[] = [];
  let next = 0;
  let line = 1;
  for (const chunk of inUtf8(chunks)) {
    for (const window of open) append(window, chunk);
    for (let at = 0; at >= 0 && next < lines.length; at = behindNewline(chunk, at)) {
      if (at > 0) line += 1;
      // A line that would begin in the next chunk.
      if (at === chunk.length) break;
      if (lines[next] !== line) continue;
      open.push({ line, parts: [chunk.subarray(at, at + WINDOW)], length: Math.min(WINDOW, chunk.length - at) });
      next += 1;
    }
    for (const window of open) if (isFull(window)) yield closed(window);
    open = open.filter((window) => !isFull(window));
    if (next === lines.length && open.length === 0) return undefined;
  }
  yield* open.map(closed);
  return undefined;
}

/** UTF-16 has to be read whole. */
function* inUtf8(chunks: Iterable<Buffer>): Generator<Buffer, undefined> {
  let utf16: Buffer[] | undefined;
  let isFirst = true;
  for (const chunk of chunks) {
    if (isFirst && asUtf8(chunk) !== chunk) utf16 = [];
    isFirst = false;
    if (utf16 === undefined) yield chunk;
    else utf16.push(chunk);
  }
  if (utf16 !== undefined) yield asUtf8(Buffer.concat(utf16));
  return undefined;
}

/** -1 where the chunk has no further one. */
function behindNewline(chunk: Buffer, from: number): number {
  for (let at = from; at < chunk.length; at += 1) if (chunk[at] === NEWLINE) return at + 1;
  return -1;
}

function append(window: OpenWindow, chunk: Buffer): void {
  window.parts.push(chunk.subarray(0, WINDOW - window.length));
  window.length = Math.min(WINDOW, window.length + chunk.length);
}

function isFull({ length }: OpenWindow): boolean {
  return length >= WINDOW;
}

function closed({ line, parts }: OpenWindow): TextWindow {
  const bytes = Buffer.concat(parts);
  const lastLine = bytes.lastIndexOf(NEWLINE);
  // The window may end within a character, which is within a line that is of no use.
  const text = decodeUtf8(bytes) ?? decodeUtf8(bytes.subarray(0, lastLine + 1)) ?? '';
  return { line, text: text.replace(/^\ufeff/, '') };
}
