const MARK = '\n---';
const [TAB, NEWLINE, RETURN, SPACE, PERCENT] = [...'\t\n\r %'].map((character) => character.charCodeAt(0));

/**
 * Cuts a YAML stream where documents begin, into pieces of no more than a chunk, or of one longer document. A line that
 * begins with `---` ends a document wherever it stands, in quotes and block scalars too (YAML 1.2.2, 9.1.2); only
 * directives (`%TAG`) belong to what comes after: a stream that has one is not cut from there on.
 */
export function* cutPieces(chunks: Iterable<Buffer>): Generator<Buffer> {
  let pending: Buffer[] = [];
  let isCut = true;
  for (const chunk of chunks) {
    let start = 0;
    for (const end of isCut ? cutsOf(chunk) : []) {
      pending.push(chunk.subarray(start, end));
      start = end;
      const piece = joined(pending);
      isCut = !hasDirective(piece);
      pending = isCut ? [] : [piece];
      if (!isCut) break;
      yield piece;
    }
    if (start < chunk.length) pending.push(chunk.subarray(start));
  }
  if (pending.length > 0) yield joined(pending);
}

/** Where the next document begins behind an offset; -1 where none does. */
export function nextDocument(bytes: Buffer, from: number): number {
  let mark = bytes.indexOf(MARK, from);
  while (mark >= 0 && !isMark(bytes, mark)) mark = bytes.indexOf(MARK, mark + 1);
  return mark < 0 ? -1 : mark + 1;
}

/** Where the first and the last document begin that begin in a chunk. */
function cutsOf(chunk: Buffer): number[] {
  const first = nextDocument(chunk, 0);
  if (first < 0) return [];
  let last = chunk.lastIndexOf(MARK);
  while (!isMark(chunk, last)) last = chunk.lastIndexOf(MARK, last - 1);
  return first === last + 1 ? [first] : [first, last + 1];
}

/** At the end of a chunk it is unknown what follows the mark: the next one is as good. */
function isMark(chunk: Buffer, at: number): boolean {
  return [SPACE, NEWLINE, RETURN, TAB].includes(chunk[at + MARK.length]);
}

function hasDirective(piece: Buffer): boolean {
  const isFirst = piece[0] === PERCENT || piece.indexOf('\uFEFF%') === 0;
  return isFirst || piece.includes('\n%') || piece.includes('\r%');
}

function joined(buffers: readonly Buffer[]): Buffer {
  return buffers.length === 1 ? buffers[0] : Buffer.concat(buffers);
}
