/** How many lines end in a part of a text. */
export function countLines(text: string, start = 0, end = text.length): number {
  let lines = 0;
  for (let at = text.indexOf('\n', start); at >= 0 && at < end; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

/**
 * Tells on which line an offset of a text is. It counts on from where it was asked last.
 * @param firstLine on which the text begins.
 */
export function lineCounter(text: string, firstLine: number): (offset: number) => number {
  let lastOffset = 0;
  let lastLine = firstLine;
  return (offset) => {
    lastLine += offset >= lastOffset ? countLines(text, lastOffset, offset) : -countLines(text, offset, lastOffset);
    lastOffset = offset;
    return lastLine;
  };
}
