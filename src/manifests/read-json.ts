import type { JsonObject } from './json';
import { isList, typedItem } from './kubernetes-list';
import { lineCounter } from './line-counter';
import { parseYaml } from './parse-yaml';
import { ReadContext, readYaml, reported } from './read-yaml';
import { JsonMapSpan, JsonSpan, scanJsonMap, skipJsonSpace } from './scan-json';
import { UnreadableText } from './unreadable-text';
import type { YamlDocument } from './yaml-document';

/** Whether bytes begin as JSON does. YAML may begin so too: `readJson` reads both. */
export function mayBeJson(start: Buffer): boolean {
  return /^(\xef\xbb\xbf)?[ \t\r\n]*\{/.test(start.toString('latin1'));
}

/**
 * Reads JSON maps that follow each other, on lines of their own or not, with or without `---` between them. The items of
 * a List come one by one, so that a cluster's dump is never whole in memory. What is no JSON is read as YAML.
 */
export function* readJson(text: string, context: ReadContext): Generator<YamlDocument> {
  const lineAt = lineCounter(text, 1);
  for (let at = startOfValue(text, text.startsWith('\uFEFF') ? 1 : 0); at < text.length;) {
    const map = scanJsonMap(text, at, context.limits.depth);
    const documents = map && readMap({ text, lineAt, context }, map);
    if (documents === undefined) {
      yield* readOther(text.slice(at), lineAt(at), context);
      return;
    }
    yield* documents;
    at = startOfValue(text, map!.end);
  }
}

interface JsonText {
  readonly text: string;
  readonly lineAt: (offset: number) => number;
  readonly context: ReadContext;
}

/** Where the next value begins, behind spaces and a `---`. */
function startOfValue(text: string, from: number): number {
  const at = skipJsonSpace(text, from);
  const isMark = /^---(\s|$)/.test(text.slice(at, at + 4)) && (at === 0 || text[at - 1] === '\n');
  return isMark ? skipJsonSpace(text, at + 3) : at;
}

function* readOther(text: string, line: number, context: ReadContext): Generator<YamlDocument> {
  const { bytesPerParse, depth } = context.limits;
  if (text.length <= bytesPerParse) {
    yield* readYaml(text, line, context);
  } else {
    context.report(new UnreadableText(line, `got JSON that does not end, has a mistake, or more than ${depth} levels; `
      + 'allowed: JSON as kubectl get -o json prints it; write the file again'));
  }
}

/** Undefined where the map is no JSON. */
function readMap(json: JsonText, map: JsonMapSpan): Iterable<YamlDocument> | undefined {
  const { text } = json;
  const { items } = map;
  if (items !== undefined) {
    const list = parseJson(`${text.slice(map.start, items.start)}[]${text.slice(items.end, map.end)}`);
    if (isList(list) && countKeys(list) === map.colons - items.colons) return readItems(json, list, items.spans);
  }
  const value = parseJson(text.slice(map.start, map.end));
  return value === undefined ? undefined : readValue(json, map, value);
}

function* readItems(json: JsonText, list: JsonObject, items: readonly JsonSpan[]): Generator<YamlDocument> {
  for (const item of items) {
    const documents = readValue(json, item, parseJson(json.text.slice(item.start, item.end)));
    yield* documents.map((document) => ({ ...document, value: typedItem(list, document.value) }));
  }
}

function readValue({ text, lineAt, context }: JsonText, span: JsonSpan, value: unknown): YamlDocument[] {
  const line = lineAt(span.start);
  if (value !== undefined && countKeys(value) === span.colons) return [{ value, line }];
  // js-yaml knows which key comes twice, and on which line.
  return reported(context.report, () => parseYaml(text.slice(span.start, span.end), line, context.limits));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const parts = Object.values(value);
  const below = parts.reduce<number>((sum, part) => sum + countKeys(part), 0);
  return Array.isArray(value) ? below : below + parts.length;
}
