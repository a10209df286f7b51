import { countLines } from './line-counter';
import { isBlank, isEnd, NOT_PLAIN, PlainScalars } from './plain-scalars';
import type { TextPool } from './text-pool';
import type { YamlDocument } from './yaml-document';

const [NEWLINE, SPACE, HASH, DASH, COLON] = [...'\n #-:'].map((character) => character.charCodeAt(0));

/** Half of what the limit allows: what is deeper is left to js-yaml, which counts exactly. */
const MAX_DEPTH = 50;

/**
 * Reads YAML as kubectl, Helm, kustomize and cdk8s print it: block maps and lists, values on one line or in a literal
 * block. That is nearly every manifest, and takes half of the time that js-yaml takes, and less memory. Anything else,
 * mistakes among it, is left to js-yaml: what this reads, js-yaml reads with the same value, which test/fuzz holds it to.
 */
export class PlainYaml {
  /** Whether a text holds nothing but line feeds and printable ASCII. */
  public static mayRead(text: string): boolean {
    return !/[^\n\x20-\x7e]/.test(text);
  }

  /** Where the document ended: the next one's `---`, or the end of the text. */
  public end = 0;
  private readonly scalars: PlainScalars;
  private position = 0;
  private lineStart = 0;
  /** Of the line at hand; -1 when the document is over. */
  private indent = 0;
  private depth = 0;
  private itemLines: Map<unknown, number[]> | undefined;

  /** @param line on which the text begins; it moves on with each document that is read. */
  public constructor(private readonly text: string, public line: number, pool: TextPool) {
    this.scalars = new PlainScalars(text, pool);
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
    const { line } = this;
    const value = this.indent < 0 ? undefined : this.node();
    if (this.indent >= 0) throw NOT_PLAIN;
    return { value, line, itemLines: this.itemLines };
  }

  private isMark(at: number): boolean {
    return this.text.startsWith('---', at) && isBlank(this.text.charCodeAt(at + 3));
  }

  private isDash(at: number): boolean {
    return this.text.charCodeAt(at) === DASH && isBlank(this.text.charCodeAt(at + 1));
  }

  private isColon(at: number): boolean {
    return this.text.charCodeAt(at) === COLON && isBlank(this.text.charCodeAt(at + 1));
  }

  /** Whether nothing but a comment is left of the line. */
  private endsLine(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return code === NEWLINE || code === HASH || isEnd(code);
  }

  private skipSpaces(from: number): number {
    let position = from;
    while (this.text.charCodeAt(position) === SPACE) position += 1;
    return position;
  }

  /** Where the next line begins, when nothing but spaces and a comment are left of this one. */
  private nextLine(from: number): number {
    const position = this.skipSpaces(from);
    const code = this.text.charCodeAt(position);
    if (isEnd(code)) return position;
    if (code !== NEWLINE && (code !== HASH || !this.isBlankBefore(position))) throw NOT_PLAIN;
    const end = this.text.indexOf('\n', position);
    if (end < 0) return this.text.length;
    this.line += 1;
    return end + 1;
  }

  private isBlankBefore(position: number): boolean {
    return position === 0 || isBlank(this.text.charCodeAt(position - 1));
  }

  /** Goes to the first line from an offset on that holds more than a comment. */
  private goToContent(lineStart: number): void {
    let start = lineStart;
    let position = this.skipSpaces(start);
    while (position < this.text.length && this.endsLine(position)) {
      start = this.nextLine(position);
      position = this.skipSpaces(start);
    }
    if (position >= this.text.length || (position === start && this.isMark(start))) {
      this.indent = -1;
      this.end = position;
      return;
    }
    this.indent = position - start;
    this.lineStart = start;
    this.position = position;
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

  /** A line that is further to the right than what it follows would go on with it. */
  private leave(column: number): void {
    this.depth -= 1;
    if (this.indent > column) throw NOT_PLAIN;
  }

  private key(): string {
    const key = this.scalars.key(this.position);
    if (!this.isColon(this.scalars.end)) throw NOT_PLAIN;
    this.position = this.scalars.end + 1;
    return key;
  }

  /** What belongs to a key, which stands in a column. */
  private valueOf(key: string, column: number): unknown {
    const start = this.skipSpaces(this.position);
    if (!this.endsLine(start)) return this.scalar(start, column);
    this.goToContent(this.nextLine(this.position));
    // A list may be as far to the left as the key that it belongs to.
    if (this.indent >= column && this.isDash(this.position)) return this.list(this.indent, key);
    return this.indent > column ? this.map(this.indent) : null;
  }

  private item(column: number): unknown {
    const start = this.skipSpaces(this.position + 1);
    if (this.endsLine(start)) {
      this.goToContent(this.nextLine(this.position + 1));
      return this.indent > column ? this.node() : null;
    }
    const endOfKey = this.scalars.endOfKey(start);
    if (endOfKey === start || !this.isColon(endOfKey)) return this.scalar(start, column);
    this.position = start;
    const map = this.map(start - this.lineStart);
    if (this.indent > column) throw NOT_PLAIN;
    return map;
  }

  private scalar(start: number, column: number): unknown {
    let value: unknown;
    if (this.scalars.isBlock(start)) {
      value = this.scalars.block(start, column);
      this.line += countLines(this.text, start, this.scalars.end);
      this.goToContent(this.scalars.end);
    } else {
      value = this.scalars.value(start);
      this.goToContent(this.nextLine(this.scalars.end));
    }
    if (this.indent > column) throw NOT_PLAIN;
    return value;
  }
}
