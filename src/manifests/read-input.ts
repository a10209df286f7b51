import { isUtf8 } from 'node:buffer';
import { cutPieces, nextDocument } from './cut-pieces';
import { Input, wholeOf } from './input';
import { mayBeJson, readJson } from './read-json';
import { readLongDocument } from './read-list';
import { ReadContext, readYaml } from './read-yaml';
import { asUtf8, countNewlines, decodeUtf8, isUtf16, notUtf8 } from './text-bytes';
import type { YamlDocument } from './yaml-document';

/** Longer than pieces of several documents get: one document that is worth cutting. */
const LONG_DOCUMENT_BYTES = 128 * 1024;

/** So many spaces may come before what tells JSON from YAML. */
const MOST_START_BYTES = 2 ** 20;

/** Reads the documents of a file of YAML or JSON, YAML in pieces that are short where it allows that. */
export function* readInput(input: Input, context: ReadContext): Generator<YamlDocument> {
  const chunks = input.chunks()[Symbol.iterator]();
  const start = readStart(chunks);
  if (isUtf16(start) || mayBeJson(start)) {
    chunks.return?.();
    const bytes = asUtf8(wholeOf(input));
    if (mayBeJson(bytes) && isUtf8(bytes)) yield* readJson(bytes, context);
    else yield* readYamlPieces([bytes], context);
  } else {
    yield* readYamlPieces(chain(start, { [Symbol.iterator]: () => chunks }), context);
  }
}

/** What tells JSON from YAML, and the encoding: the bytes to the first that is no space. */
function readStart(chunks: Iterator<Buffer>): Buffer {
  let start: Buffer = Buffer.alloc(0);
  while (start.length < 4 || (start.length < MOST_START_BYTES && start.toString('latin1').trim() === '')) {
    const next = chunks.next();
    if (next.done === true) break;
    start = start.length === 0 ? next.value : Buffer.concat([start, next.value]);
  }
  return start;
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
      context.report(notUtf8(document, line));
      line += countNewlines(document);
    }
    start += document.length;
  }
  return line;
}
