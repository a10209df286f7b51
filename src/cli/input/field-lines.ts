import { textWindows } from './text-windows';
import type { ReasonObject } from '../../engine/reason';
import { FieldLocator } from '../../manifests/field-locator';
import type { Input } from '../../manifests/input';
import { addToGroup } from '../../model/group-by';

/** A field of an object, which may stand in a file. */
export interface Place {
  readonly object: Pick<ReasonObject, 'source' | 'line'>;
  readonly field?: string;
}

/** Finds the lines of fields. Only the objects that are asked for are parsed again, and files are never held whole. */
export class FieldLines {
  private readonly found = new Map<string, number>();

  /** @param inputs what was read, by name. */
  public constructor(private readonly inputs: ReadonlyMap<string, Input>) {}

  /** The lines of fields, or of the nearest parents that are written, in one pass through each file; undefined for what no file holds. */
  public linesOf(places: readonly Place[]): (number | undefined)[] {
    const wanted = new Map<string, { readonly line: number; readonly field: string }[]>();
    for (const { object: { source, line }, field } of places) {
      if (line !== undefined && field !== undefined && !this.found.has(keyOf(source, line, field))) addToGroup(wanted, source, { line, field });
    }
    for (const [source, fields] of wanted) this.find(source, fields);
    return places.map(({ object: { source, line }, field }) => {
      return line === undefined || field === undefined ? line : this.found.get(keyOf(source, line, field)) ?? line;
    });
  }

  /** The same of one field: quick for one that was among several before. */
  public lineOf(place: Place): number | undefined {
    return this.linesOf([place])[0];
  }

  private find(source: string, fields: readonly { readonly line: number; readonly field: string }[]): void {
    const lines = [...new Set(fields.map(({ line }) => line))].sort((a, b) => a - b);
    const byLine = new Map<number, string[]>();
    for (const { line, field } of fields) addToGroup(byLine, line, field);
    for (const { line, text } of textWindows(this.inputs.get(source)?.chunks() ?? [], lines)) {
      const locator = new FieldLocator(firstDocument(text));
      for (const field of byLine.get(line) ?? []) this.found.set(keyOf(source, line, field), line - 1 + locator.lineOf(1, field));
    }
  }
}

function keyOf(source: string, line: number, field: string): string {
  return `${source}\n${line}\n${field}`;
}

/** An object that begins on the first line ends with its document, if not before. */
function firstDocument(text: string): string {
  const end = text.indexOf('\n---', 3);
  return end < 0 ? text : text.slice(0, end + 1);
}
