import { isJsonObject, JsonObject } from './json';
import type { YamlDocument } from './yaml-document';

/** A List: what `kubectl get` prints for several objects. It stands for its items. */
export type KubernetesList = JsonObject & { readonly kind: string; readonly items: readonly unknown[] };

export function isList(value: unknown): value is KubernetesList {
  return isJsonObject(value) && typeof value.kind === 'string' && value.kind.endsWith('List') && Array.isArray(value.items);
}

/** An item with the type that the API server leaves out of a list of one type: `kubectl get --raw` gives a PodList of Pods without a kind. */
export function typedItem(list: JsonObject, item: unknown): unknown {
  const kind = String(list.kind).slice(0, -'List'.length);
  if (kind === '' || !isJsonObject(item) || Object.hasOwn(item, 'kind') || Object.hasOwn(item, 'apiVersion')) return item;
  return { apiVersion: list.apiVersion, kind, ...item };
}

/** What a List stands for: its items, and those of the Lists among them. Any other document stands for itself. */
export function* itemsOf(document: YamlDocument): Generator<YamlDocument> {
  const { value, line, itemLines } = document;
  if (!isList(value)) {
    yield document;
    return;
  }
  const lines = itemLines?.get(value.items);
  for (const [index, item] of value.items.entries()) {
    yield* itemsOf({ value: typedItem(value, item), line: lines?.[index] ?? line, itemLines });
  }
}
