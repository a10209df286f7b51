import { copyText, TextPool } from './text-pool';
import { mayBeOtherThanText, resolvePlainScalar } from './yaml-schema';

/** Thrown, and caught, where YAML is more than plain: js-yaml has to read it. */
export const NOT_PLAIN = new Error('not plain');

const [NEWLINE, SPACE, QUOTE, HASH, APOSTROPHE, DASH, ZERO, COLON, OPEN_LIST, BACKSLASH, OPEN_MAP, BAR] =
  [...'\n "#\'-0:[\\{|'].map((character) => character.charCodeAt(0));

// Fewer characters than YAML allows, but all that manifests are made of.
const KEY_FIRST = characters(/\w|[./]/);
const KEY = characters(/\w|[./-]/);
const VALUE_FIRST = characters(/\w|[./~+$(=<^]/);

/** So many digits a number holds exactly. */
const MOST_DIGITS = 15;

/** Reads keys and values of plain YAML. */
export class PlainScalars {
  /** Behind what was read last. */
  public end = 0;

  public constructor(private readonly text: string, private readonly pool: TextPool) {}

  /** The key that begins at an offset, without its colon. */
  public key(start: number): string {
    const first = this.text.charCodeAt(start);
    if (first === QUOTE || first === APOSTROPHE) return this.quoted(start);
    this.end = this.endOfKey(start);
    // A key that is left out is null.
    if (this.end === start) throw NOT_PLAIN;
    const key = this.pool.slice(this.text, start, this.end);
    return mayBeOtherThanText(first) ? String(resolvePlainScalar(key)) : key;
  }

  /** The offset behind a key without quotes; the same offset where none begins there. */
  public endOfKey(start: number): number {
    if (KEY_FIRST[this.text.charCodeAt(start)] !== 1) return start;
    let end = start + 1;
    while (KEY[this.text.charCodeAt(end)] === 1) end += 1;
    return end;
  }

  /** A value that begins and ends on one line. */
  public value(start: number): unknown {
    const first = this.text.charCodeAt(start);
    if (first === QUOTE || first === APOSTROPHE) return this.quoted(start);
    if (first === OPEN_LIST || first === OPEN_MAP) return this.collection(start);
    if (VALUE_FIRST[first] !== 1 && (first !== DASH || isBlank(this.text.charCodeAt(start + 1)))) throw NOT_PLAIN;
    this.end = this.endOfPlain(start);
    if (!mayBeOtherThanText(first)) return this.pool.slice(this.text, start, this.end);
    return this.decimal(start, this.end) ?? resolvePlainScalar(this.pool.slice(this.text, start, this.end));
  }

  private quoted(start: number): string {
    const quote = this.text.charCodeAt(start);
    let isEscaped = false;
    for (let position = start + 1; ; position += 1) {
      const code = this.text.charCodeAt(position);
      if (code === NEWLINE || isEnd(code)) throw NOT_PLAIN;
      if (code === BACKSLASH && quote === QUOTE) {
        isEscaped = true;
        position += 1;
      } else if (code === quote) {
        // Two apostrophes stand for one.
        if (quote === QUOTE || this.text.charCodeAt(position + 1) !== APOSTROPHE) {
          this.end = position + 1;
          break;
        }
        isEscaped = true;
        position += 1;
      }
    }
    if (!isEscaped) return this.pool.slice(this.text, start + 1, this.end - 1);
    if (quote === APOSTROPHE) return copyText(this.text.slice(start + 1, this.end - 1).replaceAll('\'\'', '\''));
    return this.json(start, this.end) as string;
  }

  /** What JSON can write in quotes and lists, YAML reads the same. */
  private json(start: number, end: number): unknown {
    try {
      return JSON.parse(this.text.slice(start, end)) as unknown;
    } catch {
      throw NOT_PLAIN;
    }
  }

  /** An empty map or list, or a list of texts. */
  private collection(start: number): unknown {
    this.end = start + 2;
    if (this.text.startsWith('{}', start)) return {};
    if (this.text.startsWith('[]', start)) return [];
    // Maps in braces may hold a key twice.
    const list = /\["[^{\n]*\]/y;
    list.lastIndex = start;
    if (!list.test(this.text)) throw NOT_PLAIN;
    this.end = list.lastIndex;
    return this.json(start, this.end);
  }

  private endOfPlain(start: number): number {
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

  /** Whether a text in lines of its own begins at an offset: a literal block scalar. */
  public isBlock(start: number): boolean {
    return this.text.charCodeAt(start) === BAR;
  }

  /** Such a text, which is to the right of a column. It ends where the next line begins. */
  public block(start: number, column: number): string {
    const { text } = this;
    const header = /\|(-?) *\n(\n*)( +)(?=[^ \n])/y;
    header.lastIndex = start;
    const match = header.exec(text);
    if (match === null || match[3].length <= column) throw NOT_PLAIN;
    const [, strip, , { length: indent }] = match;
    const lines: string[] = [];
    let empty = match[2].length;
    let lineStart = header.lastIndex - indent;
    while (lineStart < text.length) {
      const lineEnd = endOfLine(text, lineStart);
      const spaces = countSpaces(text, lineStart, lineEnd);
      if (spaces < indent && lineStart + spaces < lineEnd) break;
      if (lineStart + Math.min(spaces, indent) === lineEnd) {
        empty += 1;
      } else {
        for (; empty > 0; empty -= 1) lines.push('');
        lines.push(text.slice(lineStart + indent, lineEnd));
      }
      lineStart = lineEnd + 1;
    }
    this.end = Math.min(lineStart, text.length);
    if (strip === '') lines.push('');
    return copyText(lines.join('\n'));
  }
}

function characters(pattern: RegExp): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) => (pattern.test(String.fromCharCode(code)) ? 1 : 0));
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf('\n', start);
  return end < 0 ? text.length : end;
}

function countSpaces(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) === SPACE) at += 1;
  return at - start;
}

export function isBlank(code: number): boolean {
  return code === SPACE || code === NEWLINE || isEnd(code);
}

/** Behind the end of a text, charCodeAt gives NaN. */
export function isEnd(code: number): boolean {
  return Number.isNaN(code);
}
