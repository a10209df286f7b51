import { cutList, ListParts } from './cut-list';
import { isList, typedItem } from './kubernetes-list';
import { ReadContext, readYaml } from './read-yaml';
import { decodeUtf8, notUtf8 } from './text-bytes';
import { UnreadableText } from './unreadable-text';
import type { YamlDocument } from './yaml-document';

/** That a document is no List as kubectl prints it. */
const NOT_CUT = new UnreadableText(undefined, 'not in parts');

/** How far the parts of a List were read. */
interface Progress {
  readonly items: number;
  /** What is in the way of reading on. */
  readonly error?: UnreadableText;
}

/**
 * Reads a long document. If it is a List as kubectl prints it, its items come one by one, without the List, so that it is
 * never whole in memory.
 * @param line on which the document begins.
 * @param readWhole reads the document in one piece.
 */
export function* readLongDocument(
  bytes: Buffer, line: number, context: ReadContext, readWhole: () => Iterable<YamlDocument>,
): Generator<YamlDocument> {
  const parts = cutList(bytes);
  const { items, error } = parts === undefined ? { items: 0, error: NOT_CUT } : yield* readParts(parts, line, context);
  if (error === undefined) return;
  // As a whole it may be read (one item may have an alias of another's anchor), or tell better what is wrong.
  if (error === NOT_CUT || bytes.length <= context.limits.bytesPerParse) {
    for (const document of readWhole()) yield withoutItems(document, items);
  } else {
    context.report(error);
  }
}

function* readParts({ list: listBytes, parts }: ListParts, line: number, context: ReadContext): Generator<YamlDocument, Progress> {
  let items = 0;
  try {
    const { value: list } = onlyDocument(listBytes, line, context);
    if (!isList(list)) return { items, error: NOT_CUT };
    for (const { bytes, linesBefore } of parts()) {
      const { value: part, itemLines } = onlyDocument(bytes, line + linesBefore, context);
      if (!Array.isArray(part)) throw NOT_CUT;
      for (const [index, item] of part.entries()) {
        yield { value: typedItem(list, item), line: itemLines!.get(part)![index], itemLines };
        items += 1;
      }
    }
    return { items };
  } catch (error) {
    if (!(error instanceof UnreadableText)) throw error;
    return { items, error };
  }
}

function onlyDocument(bytes: Buffer, line: number, context: ReadContext): YamlDocument {
  const report = (problem: UnreadableText) => { throw problem; };
  const text = decodeUtf8(bytes);
  if (text === undefined) throw notUtf8(bytes, line);
  const documents = [...readYaml(text, line, { ...context, report })];
  if (documents.length !== 1) throw NOT_CUT;
  return documents[0];
}

/** The document without the items that came before. */
function withoutItems(document: YamlDocument, count: number): YamlDocument {
  const { value, itemLines } = document;
  if (count === 0 || !isList(value)) return document;
  const items = value.items.slice(count);
  const lines = itemLines?.get(value.items)?.slice(count) ?? [];
  return { ...document, value: { ...value, items }, itemLines: new Map([...itemLines ?? [], [items, lines]]) };
}
