import type { JsonObject } from './json';
import { isList, typedItem } from './kubernetes-list';
import { parseYaml } from './parse-yaml';
import { ReadContext, readYaml, reported } from './read-yaml';
import { JsonMapSpan, JsonSpan, scanJsonMap, skipJsonSpace } from './scan-json';
import { countNewlines } from './text-bytes';
import { UnreadableText } from './unreadable-text';
import type { YamlDocument } from './yaml-document';

/** So many bytes may come before the first bracket. */
const MOST_SPACES = 2 ** 20;

/** Whether bytes begin as JSON does. YAML may begin so too: `readJson` reads both. */
export function mayBeJson(start: Buffer): boolean {
  return /^(\xef\xbb\xbf)?[ \t\r\n]*\{/.test(start.toString('latin1', 0, MOST_SPACES));
}

/**
 * Reads JSON maps that follow each other, on lines of their own or not, with or without `---` between them. The items of
 * a List come one by one, so that a cluster's dump is never whole in memory but for its bytes. What is no JSON is read
 * as YAML.
 * @param bytes UTF-8.
 */
export function* readJson(bytes: Buffer, context: ReadContext): Generator<YamlDocument> {
  const json = { bytes, lineAt: byteLineCounter(bytes), context };
  const hasMark = bytes.indexOf('\uFEFF') === 0;
  for (let at = startOfValue(bytes, hasMark ? 3 : 0); at < bytes.length;) {
    const map = scanJsonMap(bytes, at, context.limits.depth);
    const documents = map && readMap(json, map);
    if (documents === undefined) {
      yield* readOther(bytes.subarray(at), json.lineAt(at), context);
      return;
    }
    yield* documents;
    at = startOfValue(bytes, map!.end);
  }
}

interface JsonBytes {
  readonly bytes: Buffer;
  readonly lineAt: (offset: number) => number;
  readonly context: ReadContext;
}

/** Where the next value begins, behind spaces and a `---`. */
function startOfValue(bytes: Buffer, from: number): number {
  const at = skipJsonSpace(bytes, from);
  const isMark = /^---(\s|$)/.test(bytes.toString('latin1', at, at + 4)) && (at === 0 || bytes.toString('latin1', at - 1, at) === '\n');
  return isMark ? skipJsonSpace(bytes, at + 3) : at;
}

/** Tells on which line an offset is, when offsets ascend. */
function byteLineCounter(bytes: Buffer): (offset: number) => number {
  let lastOffset = 0;
  let lastLine = 1;
  return (offset) => {
    lastLine += countNewlines(bytes.subarray(lastOffset, offset));
    lastOffset = Math.max(lastOffset, offset);
    return lastLine;
  };
}

function* readOther(bytes: Buffer, line: number, context: ReadContext): Generator<YamlDocument> {
  const { bytesPerParse, depth } = context.limits;
  if (bytes.length <= bytesPerParse) {
    yield* readYaml(bytes.toString('utf8'), line, context);
  } else {
    context.report(new UnreadableText(line, `got JSON that does not end, has a mistake, or more than ${depth} levels; `
      + 'allowed: JSON as kubectl get -o json prints it; write the file again'));
  }
}

/** Undefined where the map is no JSON. */
function readMap(json: JsonBytes, map: JsonMapSpan): Iterable<YamlDocument> | undefined {
  const { bytes } = json;
  const { items } = map;
  if (items !== undefined) {
    const list = parseJson(`${bytes.toString('utf8', map.start, items.start)}[]${bytes.toString('utf8', items.end, map.end)}`);
    if (isList(list) && countKeys(list) === map.colons - items.colons) return readItems(json, list, items.spans);
  }
  const value = parseJson(bytes.toString('utf8', map.start, map.end));
  return value === undefined ? undefined : readValue(json, map, value);
}

function* readItems(json: JsonBytes, list: JsonObject, items: readonly JsonSpan[]): Generator<YamlDocument> {
  for (const item of items) {
    const documents = readValue(json, item, parseJson(json.bytes.toString('utf8', item.start, item.end)));
    yield* documents.map((document) => ({ ...document, value: typedItem(list, document.value) }));
  }
}

function readValue({ bytes, lineAt, context }: JsonBytes, span: JsonSpan, value: unknown): YamlDocument[] {
  const line = lineAt(span.start);
  if (value !== undefined && countKeys(value) === span.colons) return [{ value, line }];
  // js-yaml knows which key comes twice, and on which line.
  return reported(context.report, () => parseYaml(bytes.toString('utf8', span.start, span.end), line, context.limits));
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
