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
  private readonly values: T[] = [];
  /** Of each value, in their order. */
  private readonly labels: Labels[] = [];
  /**
   * By label key, then text, where the values with the label stand: made for a key when there are many values and
   * somebody asks for it. Most keys nobody ever asks for.
   */
  private byKey?: Map<string, Map<string, number[]>>;

  public add(labels: Labels, value: T): void {
    this.values.push(value);
    this.labels.push(labels);
    this.byKey = undefined;
  }

  public selectedBy(selector: Labels): readonly T[] {
    const { values, labels } = this;
    const key = firstKey(selector);
    if (key === undefined) return values;
    const found: T[] = [];
    if (values.length <= FEW) {
      for (let i = 0; i < values.length; i += 1) if (selects(selector, labels[i])) found.push(values[i]);
    } else {
      for (const i of this.fileBy(key).get(selector[key]) ?? []) if (selects(selector, labels[i])) found.push(values[i]);
    }
    return found;
  }

  public prepare(selector: Labels): void {
    const key = firstKey(selector);
    if (key !== undefined && this.values.length > FEW) this.fileBy(key);
  }

  private fileBy(key: string): Map<string, number[]> {
    this.byKey ??= new Map();
    let byText = this.byKey.get(key);
    if (byText !== undefined) return byText;
    this.byKey.set(key, byText = new Map());
    for (let i = 0; i < this.labels.length; i += 1) {
      const text = this.labels[i][key];
      if (text !== undefined) addToGroup(byText, text, i);
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
