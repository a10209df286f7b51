import { countNewlines } from './text-bytes';

/** A long List of YAML in parts, each of which can be read by itself. */
export interface ListParts {
  /** The List without its items. */
  readonly list: Buffer;
  /** Several items each, as a YAML list, and how many lines of the List come before it. */
  readonly parts: () => Iterable<{ readonly bytes: Buffer; readonly linesBefore: number }>;
}

const ITEMS = '\nitems:\n';
const PART_BYTES = 64 * 1024;
const [NEWLINE, SPACE, HASH, DASH] = [...'\n #-'].map((character) => character.charCodeAt(0));

/**
 * Cuts the text of a List where its items begin, if it has the form that kubectl prints: `items:` on a line of its own,
 * and the items' dashes all in one column. In that column nothing else can begin a line with a dash: what an item holds
 * is further to the right, text in block scalars and quotes too.
 * @returns undefined where the text has another form.
 */
export function cutList(document: Buffer): ListParts | undefined {
  const items = document.indexOf(ITEMS);
  if (items < 0) return undefined;
  const start = items + ITEMS.length;
  let dash = start;
  while (document[dash] === SPACE) dash += 1;
  if (document[dash] !== DASH || document[dash + 1] !== SPACE) return undefined;
  const mark = `\n${' '.repeat(dash - start)}- `;
  const end = endOfItems(document, Math.max(start, document.lastIndexOf(mark)));
  const head = document.subarray(0, start - 1);
  return { list: Buffer.concat([head, Buffer.from(' []\n'), document.subarray(end)]), parts: () => partsOf(document, mark, start, end) };
}

/** The line behind the last item: it begins at the left and has no dash. */
function endOfItems(document: Buffer, from: number): number {
  for (let newline = document.indexOf(NEWLINE, from); newline >= 0; newline = document.indexOf(NEWLINE, newline + 1)) {
    const first = document[newline + 1];
    if (first === undefined) break;
    if (![NEWLINE, SPACE, HASH, DASH].includes(first)) return newline + 1;
  }
  return document.length;
}

function* partsOf(document: Buffer, mark: string, first: number, end: number): Generator<{ bytes: Buffer; linesBefore: number }> {
  let linesBefore = countNewlines(document.subarray(0, first));
  for (let start = first; start < end;) {
    const next = document.indexOf(mark, start + PART_BYTES);
    const stop = next < 0 || next >= end ? end : next + 1;
    const bytes = document.subarray(start, stop);
    yield { bytes, linesBefore };
    linesBefore += countNewlines(bytes);
    start = stop;
  }
}
