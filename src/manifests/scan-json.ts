/** A JSON value among the bytes of a file, found by its brackets and quotes alone: whether it is JSON, only JSON.parse knows. */
export interface JsonSpan {
  readonly start: number;
  /** Behind its last byte. */
  readonly end: number;
  /** How many colons stand outside of texts: so many keys its maps have, if none comes twice. */
  readonly colons: number;
}

/** A map, and the values in its `items` where that is a list. */
export interface JsonMapSpan extends JsonSpan {
  readonly items?: JsonSpan & { readonly spans: readonly JsonSpan[] };
}

const [TAB, NEWLINE, RETURN, SPACE, QUOTE, COMMA, COLON, OPEN_LIST, BACKSLASH, CLOSE_LIST, OPEN_MAP, CLOSE_MAP] =
  [...'\t\n\r ",:[\\]{}'].map((character) => character.charCodeAt(0));

const NOT_FOUND = new Error('no such value');

/** The map that begins at an offset; undefined where it does not end, or has more than so many levels. */
export function scanJsonMap(bytes: Buffer, start: number, maxLevels: number): JsonMapSpan | undefined {
  try {
    return new JsonScanner(bytes, maxLevels).map(start);
  } catch (error) {
    if (error !== NOT_FOUND) throw error;
    return undefined;
  }
}

/** Where the next character is that is no space. */
export function skipJsonSpace(bytes: Buffer, from: number): number {
  let at = from;
  while (isSpace(bytes[at])) at += 1;
  return at;
}

class JsonScanner {
  private colons = 0;

  public constructor(private readonly bytes: Buffer, private readonly maxLevels: number) {}

  public map(start: number): JsonMapSpan {
    const before = this.colons;
    let items: JsonMapSpan['items'];
    const end = this.eachPart(start, OPEN_MAP, CLOSE_MAP, (at) => {
      const endOfKey = this.endOfText(at);
      const colon = skipJsonSpace(this.bytes, endOfKey);
      if (this.bytes[colon] !== COLON) throw NOT_FOUND;
      this.colons += 1;
      const value = skipJsonSpace(this.bytes, colon + 1);
      if (this.bytes[value] !== OPEN_LIST || this.bytes.toString('latin1', at, endOfKey) !== '"items"') return this.endOfValue(value);
      items = this.list(value);
      return items.end;
    });
    return { start, end, colons: this.colons - before, items };
  }

  private list(start: number): NonNullable<JsonMapSpan['items']> {
    const before = this.colons;
    const spans: JsonSpan[] = [];
    const end = this.eachPart(start, OPEN_LIST, CLOSE_LIST, (at) => {
      const colons = this.colons;
      const span = { start: at, end: this.endOfValue(at) };
      spans.push({ ...span, colons: this.colons - colons });
      return span.end;
    });
    return { start, end, colons: this.colons - before, spans };
  }

  /** Goes through what commas separate between two brackets; `part` gives where a part ends that begins at an offset. */
  private eachPart(start: number, open: number, close: number, part: (at: number) => number): number {
    if (this.bytes[start] !== open) throw NOT_FOUND;
    let at = skipJsonSpace(this.bytes, start + 1);
    if (this.bytes[at] === close) return at + 1;
    for (;;) {
      const end = skipJsonSpace(this.bytes, part(at));
      const code = this.bytes[end];
      if (code === close) return end + 1;
      if (code !== COMMA) throw NOT_FOUND;
      at = skipJsonSpace(this.bytes, end + 1);
    }
  }

  private endOfValue(start: number): number {
    const first = this.bytes[start];
    if (first === QUOTE) return this.endOfText(start);
    if (first === OPEN_MAP || first === OPEN_LIST) return this.endOfBrackets(start);
    let end = start;
    while (end < this.bytes.length && !endsWord(this.bytes[end])) end += 1;
    if (end === start) throw NOT_FOUND;
    return end;
  }

  private endOfBrackets(start: number): number {
    let levels = 0;
    for (let at = start; at < this.bytes.length; at += 1) {
      const code = this.bytes[at];
      if (code === QUOTE) {
        at = this.endOfText(at) - 1;
      } else if (code === COLON) {
        this.colons += 1;
      } else if (code === OPEN_MAP || code === OPEN_LIST) {
        levels += 1;
        // What is asked for is one or two levels down already.
        if (levels + 2 > this.maxLevels) throw NOT_FOUND;
      } else if (code === CLOSE_MAP || code === CLOSE_LIST) {
        levels -= 1;
        if (levels === 0) return at + 1;
      }
    }
    throw NOT_FOUND;
  }

  private endOfText(start: number): number {
    if (this.bytes[start] !== QUOTE) throw NOT_FOUND;
    for (let at = start + 1; at < this.bytes.length; at += 1) {
      const code = this.bytes[at];
      if (code === QUOTE) return at + 1;
      if (code === BACKSLASH) at += 1;
    }
    throw NOT_FOUND;
  }
}

function isSpace(code: number): boolean {
  return code === SPACE || code === NEWLINE || code === RETURN || code === TAB;
}

function endsWord(code: number): boolean {
  return code === COMMA || code === CLOSE_LIST || code === CLOSE_MAP || isSpace(code);
}
