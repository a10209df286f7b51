import { countLines } from './line-counter';
import type { LoadLimits } from './load-limits';
import { parseYaml } from './parse-yaml';
import { PlainYaml } from './plain-yaml';
import type { TextPool } from './text-pool';
import { UnreadableText } from './unreadable-text';
import type { YamlDocument } from './yaml-document';

/** What readers of text share. */
export interface ReadContext {
  readonly limits: LoadLimits;
  readonly pool: TextPool;
  /** Takes what cannot be read; reading goes on with the next document. */
  readonly report: (problem: UnreadableText) => void;
}

/**
 * Reads the documents of a YAML text: the plain ones fast, the others with js-yaml. Empty documents are left out.
 * @param line on which the text begins.
 * @returns the line behind the text.
 */
export function* readYaml(text: string, line: number, { limits, pool, report }: ReadContext): Generator<YamlDocument, number> {
  const plain = PlainYaml.mayRead(text) ? new PlainYaml(text, line, pool) : undefined;
  let lineNow = line;
  for (let start = 0; start < text.length;) {
    const document = plain?.read(start);
    if (document !== undefined) {
      if (document.value !== undefined) yield document;
      start = plain!.end;
      lineNow = plain!.line;
    } else {
      const end = endOfDocument(text, start);
      yield* reported(report, () => parseYaml(text.slice(start, end), lineNow, limits)).filter(({ value }) => value !== null);
      lineNow += countLines(text, start, end);
      start = end;
      if (plain !== undefined) plain.line = lineNow;
    }
  }
  return lineNow;
}

export function reported<T>(report: ReadContext['report'], read: () => T[]): T[] {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    report(error);
    return [];
  }
}

/** Where the next `---` begins. A text with directives (`%TAG`), which belong to what comes after them, ends as a whole. */
function endOfDocument(text: string, start: number): number {
  const mark = /\n---(?=[ \t\r\n]|$)/g;
  mark.lastIndex = start;
  const match = mark.exec(text);
  if (match === null) return text.length;
  const end = match.index + 1;
  return /(^|[\r\n\uFEFF])%/.test(text.slice(start, end)) ? text.length : end;
}
