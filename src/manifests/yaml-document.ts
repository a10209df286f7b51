/** A document of a YAML or JSON text. */
export interface YamlDocument {
  /** Maps, lists, texts, numbers, booleans and null. */
  readonly value: unknown;
  /** Where its content begins in the file, from 1. */
  readonly line: number;
  /** For `items` of the value, wherever they are: on which line each of them begins. */
  readonly itemLines?: ItemLines;
}

export type ItemLines = ReadonlyMap<unknown, readonly number[]>;
