import type { Labels } from '../model/labels';

/** Any JSON object: a manifest, or a part of one. What it holds is unknown until it is asked. */
export type JsonObject = Readonly<Record<string, unknown>>;

const EMPTY: Readonly<Record<string, never>> = Object.freeze({});
const NOTHING: readonly unknown[] = Object.freeze([]);

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at a path of keys; an empty one where there is none. */
export function objectAt(value: unknown, ...path: string[]): JsonObject {
  return asObject(valueAt(value, path));
}

/** The list at a path of keys; an empty one where there is none. */
export function listAt(value: unknown, ...path: string[]): readonly unknown[] {
  return asList(valueAt(value, path));
}

/** The text at a path of keys; undefined where there is none or it is something else. */
export function textAt(value: unknown, ...path: string[]): string | undefined {
  return asText(valueAt(value, path));
}

/** A map of texts, such as labels. Values that are no text (which the API server would refuse) are left out. */
export function textsAt(value: unknown, ...path: string[]): Labels {
  return asTexts(objectAt(value, ...path));
}

/** The value where it is an object; an empty one otherwise. */
export function asObject(value: unknown): JsonObject {
  return isJsonObject(value) ? value : EMPTY;
}

/** The value where it is a list; an empty one otherwise. */
export function asList(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : NOTHING;
}

/** The value where it is a text; undefined otherwise. */
export function asText(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** The texts of a map, such as labels, without the values that are no text. The map itself where it holds nothing else. */
export function asTexts(value: unknown): Labels {
  if (!isJsonObject(value)) return EMPTY;
  for (const key in value) if (typeof value[key] !== 'string') return onlyTexts(value);
  return value as Labels;
}

/** The texts of a list. */
export function asTextList(value: unknown): readonly string[] {
  return asList(value).filter((item) => typeof item === 'string');
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  let here = value;
  for (const key of path) here = isJsonObject(here) && Object.hasOwn(here, key) ? here[key] : undefined;
  return here;
}

function onlyTexts(value: JsonObject): Labels {
  return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
