import { cutPieces, nextDocument } from './cut-pieces';
import { mayBeJson, readJson } from './read-json';
import { readLongDocument } from './read-list';
import { ReadContext, readYaml } from './read-yaml';
import { asUtf8, countNewlines, decodeUtf8, linesOfUtf8 } from './text-bytes';
import { UnreadableText } from './unreadable-text';
import type { YamlDocument } from './yaml-document';

/** Longer than pieces of several documents get: one document that is worth cutting. */
const LONG_DOCUMENT_BYTES = 128 * 1024;

/** Reads the documents of a YAML or JSON stream, in pieces that are short where the stream allows it. */
export function* readStream(chunks: Iterable<Buffer>, context: ReadContext): Generator<YamlDocument> {
  const { start, rest } = splitStart(chunks);
  if (asUtf8(start) !== start) {
    yield* readYamlPieces([asUtf8(Buffer.concat([start, ...rest]))], context);
  } else if (mayBeJson(start)) {
    const bytes = Buffer.concat([start, ...rest]);
    const text = decodeUtf8(bytes);
    yield* text === undefined ? readDocuments(bytes, 1, context) : readJson(text, context);
  } else {
    yield* readYamlPieces(chain(start, rest), context);
  }
}

/** So many spaces may come before what tells JSON from YAML. */
const MOST_START_BYTES = 2 ** 20;

/** What tells JSON from YAML, and the encoding: the bytes to the first that is no space. */
function splitStart(chunks: Iterable<Buffer>): { start: Buffer; rest: Iterable<Buffer> } {
  const iterator = chunks[Symbol.iterator]();
  let start: Buffer = Buffer.alloc(0);
  while (start.length < 4 || (start.length < MOST_START_BYTES && start.toString('latin1').trim() === '')) {
    const next = iterator.next();
    if (next.done === true) break;
    start = start.length === 0 ? next.value : Buffer.concat([start, next.value]);
  }
  return { start, rest: { [Symbol.iterator]: () => iterator } };
}

function* chain(start: Buffer, rest: Iterable<Buffer>): Generator<Buffer> {
  if (start.length > 0) yield start;
  yield* rest;
}

function* readYamlPieces(chunks: Iterable<Buffer>, context: ReadContext): Generator<YamlDocument> {
  let line = 1;
  for (const piece of cutPieces(chunks)) {
    if (piece.length > LONG_DOCUMENT_BYTES) {
      const start = line;
      yield* readLongDocument(piece, start, context, () => readPiece(piece, start, context));
      line += countNewlines(piece);
    } else {
      line = yield* readPiece(piece, line, context);
    }
  }
}

/** @returns the line behind the piece. */
function* readPiece(piece: Buffer, line: number, context: ReadContext): Generator<YamlDocument, number> {
  const text = decodeUtf8(piece);
  return yield* text === undefined ? readDocuments(piece, line, context) : readYaml(text, line, context);
}

/** Reads the documents that are UTF-8, where not all are. */
function* readDocuments(bytes: Buffer, firstLine: number, context: ReadContext): Generator<YamlDocument, number> {
  let line = firstLine;
  for (let start = 0; start < bytes.length;) {
    const next = nextDocument(bytes, start);
    const document = bytes.subarray(start, next < 0 ? bytes.length : next);
    const text = decodeUtf8(document);
    if (text !== undefined) {
      line = yield* readYaml(text, line, context);
    } else {
      context.report(new UnreadableText(line + linesOfUtf8(document), 'got bytes that are no UTF-8; allowed: UTF-8; save the file as UTF-8'));
      line += countNewlines(document);
    }
    start += document.length;
  }
  return line;
}
