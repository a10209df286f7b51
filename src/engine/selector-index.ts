import { addToGroup } from '../model/group-by';
import { Labels, selects } from '../model/labels';

/** Finds what a set of labels has been filed under, without looking at every entry: one label pair of each is enough to rule most out. */
export class SelectorIndex<T> {
  private readonly namespaces = new Map<string, Map<string, Filed<T>[]>>();

  public add(namespace: string, selector: Labels, value: T): void {
    let byPair = this.namespaces.get(namespace);
    if (byPair === undefined) this.namespaces.set(namespace, byPair = new Map());
    const key = firstKey(selector);
    addToGroup(byPair, key === undefined ? '' : pairKey(key, selector[key]), { labels: selector, value });
  }

  /** Everything whose selector selects an object with these labels. */
  public selecting(namespace: string, labels: Labels): T[] {
    const byPair = this.namespaces.get(namespace);
    if (byPair === undefined) return [];
    const found: T[] = [];
    const collect = (pair: string): void => {
      for (const { labels: selector, value } of byPair.get(pair) ?? []) if (selects(selector, labels)) found.push(value);
    };
    collect('');
    for (const key in labels) collect(pairKey(key, labels[key]));
    return found;
  }
}

/** Namespaces of so few objects are looked through. */
const FEW = 8;

/** Finds the objects that a selector selects. */
export class LabelIndex<T> {
  private readonly namespaces = new Map<string, NamespaceLabels<T>>();

  public add(namespace: string, labels: Labels, value: T): void {
    let known = this.namespaces.get(namespace);
    if (known === undefined) this.namespaces.set(namespace, known = new NamespaceLabels());
    known.add(labels, value);
  }

  /** Files a namespace's objects for selectors like this one, so that no question has to wait for that. */
  public prepare(namespace: string, selector: Labels): void {
    this.namespaces.get(namespace)?.prepare(selector);
  }

  public selectedBy(namespace: string, selector: Labels): readonly T[] {
    return this.namespaces.get(namespace)?.selectedBy(selector) ?? [];
  }
}

class NamespaceLabels<T> {
  private readonly all: T[] = [];
  private readonly filed: Filed<T>[] = [];
  /** By label key, then text: made for a key when there are many objects and somebody asks for it. Most keys nobody ever asks for. */
  private readonly byKey = new Map<string, Map<string, Filed<T>[]>>();

  public add(labels: Labels, value: T): void {
    this.all.push(value);
    this.filed.push({ labels, value });
    if (this.byKey.size > 0) this.byKey.clear();
  }

  public selectedBy(selector: Labels): readonly T[] {
    const key = firstKey(selector);
    if (key === undefined) return this.all;
    const found: T[] = [];
    for (const { labels, value } of this.candidates(key, selector[key])) if (selects(selector, labels)) found.push(value);
    return found;
  }

  public prepare(selector: Labels): void {
    const key = firstKey(selector);
    if (key !== undefined && this.filed.length > FEW && !this.byKey.has(key)) this.byKey.set(key, this.fileBy(key));
  }

  private candidates(key: string, text: string): readonly Filed<T>[] {
    if (this.filed.length <= FEW) return this.filed;
    let byText = this.byKey.get(key);
    if (byText === undefined) this.byKey.set(key, byText = this.fileBy(key));
    return byText.get(text) ?? [];
  }

  private fileBy(key: string): Map<string, Filed<T>[]> {
    const byText = new Map<string, Filed<T>[]>();
    for (const filed of this.filed) {
      const text = filed.labels[key];
      if (text !== undefined) addToGroup(byText, text, filed);
    }
    return byText;
  }
}

interface Filed<T> {
  readonly labels: Labels;
  readonly value: T;
}

function firstKey(labels: Labels): string | undefined {
  for (const key in labels) return key;
  return undefined;
}

function pairKey(key: string, text: string): string {
  return `${key}\n${text}`;
}
