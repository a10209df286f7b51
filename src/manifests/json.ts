/** Any JSON object: a manifest, or a part of one. What it holds is unknown until it is asked. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object at a path of keys; an empty one where there is none. */
export function objectAt(value: unknown, ...path: string[]): JsonObject {
  let here = value;
  for (const key of path) here = isJsonObject(here) && Object.hasOwn(here, key) ? here[key] : undefined;
  return isJsonObject(here) ? here : {};
}

/** The list at a path of keys; an empty one where there is none. */
export function listAt(value: unknown, ...path: string[]): readonly unknown[] {
  const list = objectAt(value, ...path.slice(0, -1))[path[path.length - 1]];
  return Array.isArray(list) ? list : [];
}

/** The text at a path of keys; undefined where there is none or it is something else. */
export function textAt(value: unknown, ...path: string[]): string | undefined {
  const text = objectAt(value, ...path.slice(0, -1))[path[path.length - 1]];
  return typeof text === 'string' ? text : undefined;
}

/** A map of texts, such as labels. Values that are no text (which the API server would refuse) are left out. */
export function textsAt(value: unknown, ...path: string[]): Record<string, string> {
  return Object.fromEntries(Object.entries(objectAt(value, ...path)).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
