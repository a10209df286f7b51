import { addToGroup } from '../model/group-by';
import { Labels, selects } from '../model/labels';

/** Finds what a set of labels has been filed under, without looking at every entry: one label pair of each is enough to rule most out. */
export class SelectorIndex<T> {
  private readonly byPair = new Map<string, { selector: Labels; value: T }[]>();

  public add(namespace: string, selector: Labels, value: T): void {
    const [key, text] = Object.entries(selector)[0] ?? ['', ''];
    addToGroup(this.byPair, pairKey(namespace, key, text), { selector, value });
  }

  /** Everything whose selector selects an object with these labels. */
  public selecting(namespace: string, labels: Labels): T[] {
    const pairs: [string, string][] = [['', ''], ...Object.entries(labels)];
    return pairs.flatMap(([key, text]) => this.byPair.get(pairKey(namespace, key, text)) ?? [])
      .filter((entry) => selects(entry.selector, labels))
      .map((entry) => entry.value);
  }
}

/** Finds the objects that a selector selects. */
export class LabelIndex<T> {
  private readonly namespaces = new Map<string, NamespaceIndex<T>>();

  public add(namespace: string, labels: Labels, value: T): void {
    const index = this.namespaces.get(namespace) ?? { all: [], byPair: new Map<string, Labelled<T>[]>() };
    this.namespaces.set(namespace, index);
    index.all.push(value);
    for (const [key, text] of Object.entries(labels)) addToGroup(index.byPair, labelKey(key, text), { labels, value });
  }

  public selectedBy(namespace: string, selector: Labels): readonly T[] {
    const index = this.namespaces.get(namespace);
    if (index === undefined) return [];
    const [first] = Object.entries(selector);
    if (first === undefined) return index.all;
    const candidates = index.byPair.get(labelKey(...first)) ?? [];
    return candidates.filter((entry) => selects(selector, entry.labels)).map((entry) => entry.value);
  }
}

interface Labelled<T> {
  readonly labels: Labels;
  readonly value: T;
}

interface NamespaceIndex<T> {
  readonly all: T[];
  readonly byPair: Map<string, Labelled<T>[]>;
}

function pairKey(namespace: string, key: string, text: string): string {
  return `${namespace}\n${labelKey(key, text)}`;
}

function labelKey(key: string, text: string): string {
  return `${key}\n${text}`;
}
