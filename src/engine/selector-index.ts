import { Labels, selects } from '../model/labels';

/** Finds what a set of labels has been filed under, without looking at every entry: one label pair of each is enough to rule most out. */
export class SelectorIndex<T> {
  private readonly byPair = new Map<string, { selector: Labels; value: T }[]>();

  public add(namespace: string, selector: Labels, value: T): void {
    const [key, text] = Object.entries(selector)[0] ?? ['', ''];
    const pair = pairKey(namespace, key, text);
    const entries = this.byPair.get(pair);
    if (entries) entries.push({ selector, value });
    else this.byPair.set(pair, [{ selector, value }]);
  }

  /** Everything whose selector chooses an object with these labels. */
  public choosing(namespace: string, labels: Labels): T[] {
    const pairs: [string, string][] = [['', ''], ...Object.entries(labels)];
    return pairs.flatMap(([key, text]) => this.byPair.get(pairKey(namespace, key, text)) ?? [])
      .filter((entry) => selects(entry.selector, labels))
      .map((entry) => entry.value);
  }
}

/** Finds the objects that a selector chooses. */
export class LabelIndex<T> {
  private readonly byPair = new Map<string, { labels: Labels; value: T }[]>();
  private readonly byNamespace = new Map<string, T[]>();

  public add(namespace: string, labels: Labels, value: T): void {
    push(this.byNamespace, namespace, value);
    for (const [key, text] of Object.entries(labels)) push(this.byPair, pairKey(namespace, key, text), { labels, value });
  }

  public chosenBy(namespace: string, selector: Labels): readonly T[] {
    const first = Object.entries(selector)[0];
    if (first === undefined) return this.byNamespace.get(namespace) ?? [];
    const candidates = this.byPair.get(pairKey(namespace, first[0], first[1])) ?? [];
    return candidates.filter((entry) => selects(selector, entry.labels)).map((entry) => entry.value);
  }
}

function pairKey(namespace: string, key: string, text: string): string {
  return `${namespace}\n${key}\n${text}`;
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const values = map.get(key);
  if (values) values.push(value);
  else map.set(key, [value]);
}
