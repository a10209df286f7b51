import { TextPool } from './text-pool';
import type { ItemLines, YamlDocument } from './yaml-document';
import { mayBeOtherThanText, resolvePlainScalar } from './yaml-schema';

const [NEWLINE, SPACE, QUOTE, HASH, APOSTROPHE, DASH, ZERO, COLON, BACKSLASH] = [...'\n "#\'-0:\\'].map((character) => character.charCodeAt(0));

// Fewer characters than YAML allows, but all that manifests are made of.
const KEY_FIRST = characters(/\w|[./]/);
const KEY = characters(/\w|[./-]/);
const VALUE_FIRST = characters(/\w|[./~+$(=<^]/);

/** Half of what the limit allows: what is deeper is left to js-yaml, which counts exactly. */
const MAX_DEPTH = 50;

const MOST_DIGITS = 15;

const NOT_PLAIN = new Error('not plain');

/**
 * Reads YAML as kubectl, Helm, kustomize and cdk8s print it: block maps and lists, values on one line. That is nearly
 * every manifest, and three times as fast as js-yaml. Anything else, mistakes among it, is left to js-yaml: what this
 * accepts js-yaml accepts with the same value, which test/fuzz holds it to.
 */
export class PlainYaml {
  /** Whether a text holds nothing but line feeds and printable ASCII. */
  public static mayRead(text: string): boolean {
    return !/[^\n\x20-\x7e]/.test(text);
  }

  /** Where the document ended: the next one's `---`, or the end of the text. */
  public end = 0;
  private position = 0;
  private lineStart = 0;
  /** Of the line at hand; -1 when the document is over. */
  private indent = 0;
  private depth = 0;
  private itemLines: Map<unknown, number[]> | undefined;
  private readonly pool: TextPool;

  /** @param line on which the text begins; it moves on with each document that is read. */
  public constructor(private readonly text: string, public line: number, pool: TextPool) {
    this.pool = pool;
  }

  /** The document that begins at an offset, with its `---`; undefined where it is not plain. Its value is undefined where it is empty. */
  public read(start: number): YamlDocument | undefined {
    const startLine = this.line;
    try {
      return this.document(start);
    } catch (error) {
      if (error !== NOT_PLAIN) throw error;
      this.line = startLine;
      return undefined;
    }
  }

  private document(start: number): YamlDocument {
    this.depth = 0;
    this.itemLines = undefined;
    this.goToContent(this.isMark(start) ? this.nextLine(start + 3) : start);
    const line = this.line;
    const value = this.indent < 0 ? undefined : this.node();
    if (this.indent >= 0) throw NOT_PLAIN;
    return { value, line, itemLines: this.itemLines as ItemLines | undefined };
  }

  private isMark(at: number): boolean {
    return this.text.startsWith('---', at) && isBlank(this.text.charCodeAt(at + 3));
  }

  private isDash(at: number): boolean {
    return this.text.charCodeAt(at) === DASH && isBlank(this.text.charCodeAt(at + 1));
  }

  /** Goes to the first line from an offset on that holds more than a comment. */
  private goToContent(lineStart: number): void {
    let start = lineStart;
    for (;;) {
      const position = this.skipSpaces(start);
      const code = this.text.charCodeAt(position);
      if (code === NEWLINE || code === HASH) {
        start = this.nextLine(position);
      } else if (isEnd(code) || (code === DASH && position === start && this.isMark(start))) {
        this.indent = -1;
        this.end = position;
        return;
      } else {
        this.indent = position - start;
        this.lineStart = start;
        this.position = position;
        return;
      }
    }
  }

  /** Where the next line begins, when nothing but spaces and a comment are left of this one. */
  private nextLine(from: number): number {
    const position = this.skipSpaces(from);
    const code = this.text.charCodeAt(position);
    if (isEnd(code)) return position;
    if (code === HASH && position > 0 && !isBlank(this.text.charCodeAt(position - 1))) throw NOT_PLAIN;
    if (code !== NEWLINE && code !== HASH) throw NOT_PLAIN;
    const end = this.text.indexOf('\n', position);
    if (end < 0) return this.text.length;
    this.line += 1;
    return end + 1;
  }

  private skipSpaces(from: number): number {
    let position = from;
    while (this.text.charCodeAt(position) === SPACE) position += 1;
    return position;
  }

  private node(): unknown {
    return this.isDash(this.position) ? this.list(this.indent, undefined) : this.map(this.indent);
  }

  private map(column: number): Record<string, unknown> {
    this.enter();
    const map: Record<string, unknown> = {};
    do {
      const key = this.key();
      // A key twice, or one that every object has, such as __proto__ and constructor.
      if (map[key] !== undefined) throw NOT_PLAIN;
      map[key] = this.valueOf(key, column);
    } while (this.indent === column);
    this.leave(column);
    return map;
  }

  private list(column: number, key: string | undefined): unknown[] {
    this.enter();
    const list: unknown[] = [];
    const lines: number[] | undefined = key === 'items' || this.depth === 1 ? [] : undefined;
    do {
      const { line } = this;
      list.push(this.item(column));
      lines?.push(line);
    } while (this.indent === column && this.isDash(this.position));
    if (lines !== undefined) (this.itemLines ??= new Map()).set(list, lines);
    this.leave(column);
    return list;
  }

  private enter(): void {
    this.depth += 1;
    if (this.depth > MAX_DEPTH) throw NOT_PLAIN;
  }

  /** A line that is deeper than what it follows would go on with it. */
  private leave(column: number): void {
    this.depth -= 1;
    if (this.indent > column) throw NOT_PLAIN;
  }

  private key(): string {
    const { text, position } = this;
    const first = text.charCodeAt(position);
    const isQuoted = first === QUOTE || first === APOSTROPHE;
    const end = isQuoted ? this.closingQuote(position) + 1 : this.endOfKey(position);
    if (text.charCodeAt(end) !== COLON || !isBlank(text.charCodeAt(end + 1))) throw NOT_PLAIN;
    this.position = end + 1;
    if (isQuoted) return this.pool.slice(text, position + 1, end - 1);
    // A key that is left out is null.
    if (end === position) throw NOT_PLAIN;
    const key = this.pool.slice(text, position, end);
    return mayBeOtherThanText(first) ? String(resolvePlainScalar(key)) : key;
  }

  /** The offset behind a key without quotes; the same offset where none begins there. */
  private endOfKey(start: number): number {
    if (KEY_FIRST[this.text.charCodeAt(start)] !== 1) return start;
    let end = start + 1;
    while (KEY[this.text.charCodeAt(end)] === 1) end += 1;
    return end;
  }

  private closingQuote(open: number): number {
    const quote = this.text.charCodeAt(open);
    for (let position = open + 1; ; position += 1) {
      const code = this.text.charCodeAt(position);
      if (code === quote) return position;
      if (code === NEWLINE || code === BACKSLASH || isEnd(code)) throw NOT_PLAIN;
    }
  }

  /** What belongs to a key, which stands in a column. */
  private valueOf(key: string, column: number): unknown {
    const start = this.skipSpaces(this.position);
    if (!this.endsLine(start)) return this.scalar(start, column);
    this.goToContent(this.nextLine(this.position));
    const isList = this.indent >= column && this.isDash(this.position);
    // A list may be as far to the left as the key that it belongs to.
    if (isList) return this.list(this.indent, key);
    return this.indent > column ? this.map(this.indent) : null;
  }

  private item(column: number): unknown {
    const start = this.skipSpaces(this.position + 1);
    if (this.endsLine(start)) {
      this.goToContent(this.nextLine(this.position + 1));
      return this.indent > column ? this.node() : null;
    }
    const endOfKey = this.endOfKey(start);
    const isMap = endOfKey > start && this.text.charCodeAt(endOfKey) === COLON && isBlank(this.text.charCodeAt(endOfKey + 1));
    if (!isMap) return this.scalar(start, column);
    this.position = start;
    const map = this.map(start - this.lineStart);
    if (this.indent > column) throw NOT_PLAIN;
    return map;
  }

  private endsLine(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return code === NEWLINE || code === HASH || isEnd(code);
  }

  private scalar(start: number, column: number): unknown {
    const { text } = this;
    const first = text.charCodeAt(start);
    let value: unknown;
    let end: number;
    if (first === QUOTE || first === APOSTROPHE) {
      end = this.closingQuote(start) + 1;
      value = this.pool.slice(text, start + 1, end - 1);
    } else if (text.startsWith('{}', start) || text.startsWith('[]', start)) {
      end = start + 2;
      value = text.startsWith('{', start) ? {} : [];
    } else {
      if (VALUE_FIRST[first] !== 1 && (first !== DASH || isBlank(text.charCodeAt(start + 1)))) throw NOT_PLAIN;
      end = this.endOfPlainScalar(start);
      value = this.plainValue(start, end);
    }
    this.goToContent(this.nextLine(end));
    if (this.indent > column) throw NOT_PLAIN;
    return value;
  }

  private plainValue(start: number, end: number): unknown {
    const first = this.text.charCodeAt(start);
    if (!mayBeOtherThanText(first)) return this.pool.slice(this.text, start, end);
    return this.decimal(start, end) ?? resolvePlainScalar(this.pool.slice(this.text, start, end));
  }

  /** A number such as a port's: by far the most that are no text. */
  private decimal(start: number, end: number): number | undefined {
    if (end - start > MOST_DIGITS || this.text.charCodeAt(start) === ZERO) return undefined;
    let value = 0;
    for (let position = start; position < end; position += 1) {
      const digit = this.text.charCodeAt(position) - ZERO;
      if (digit < 0 || digit > 9) return undefined;
      value = value * 10 + digit;
    }
    return value;
  }

  private endOfPlainScalar(start: number): number {
    const { text } = this;
    let end = start;
    for (let position = start; ; position += 1) {
      const code = text.charCodeAt(position);
      if (code === NEWLINE || isEnd(code)) return end;
      if (code === COLON && isBlank(text.charCodeAt(position + 1))) throw NOT_PLAIN;
      if (code === HASH && text.charCodeAt(position - 1) === SPACE) return end;
      if (code !== SPACE) end = position + 1;
    }
  }
}

function characters(pattern: RegExp): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) => (pattern.test(String.fromCharCode(code)) ? 1 : 0));
}

function isBlank(code: number): boolean {
  return code === SPACE || code === NEWLINE || isEnd(code);
}

/** Behind the end of a text, charCodeAt gives NaN. */
function isEnd(code: number): boolean {
  return Number.isNaN(code);
}
