import { asList, asObject, asText, asTextList, asTexts, JsonObject } from './json';
import { addToGroup } from '../model/group-by';
import { Labels, selects } from '../model/labels';

/** Whether a label selector of Kubernetes, which may hold expressions, selects an object with these labels. */
export function matchesSelector(selector: JsonObject, labels: Labels): boolean {
  return selects(asTexts(selector.matchLabels), labels)
    && asList(selector.matchExpressions).every((expression) => matchesExpression(asObject(expression), labels));
}

function matchesExpression({ key, operator, values }: JsonObject, labels: Labels): boolean {
  const value = labels[asText(key) ?? ''];
  const isListed = value !== undefined && asTextList(values).includes(value);
  switch (operator) {
    case 'In': return isListed;
    case 'NotIn': return !isListed;
    case 'Exists': return value !== undefined;
    case 'DoesNotExist': return value === undefined;
    default: return false;
  }
}

/** Objects that are looked up by label selectors, without looking at every one of a namespace. */
export class LabelledObjects<T extends { readonly namespace: string }> {
  private byNamespace: Map<string, T[]> | undefined;
  private readonly byPair = new Map<string, Map<string, T[]>>();

  public constructor(private readonly objects: readonly T[], private readonly labelsOf: (object: T) => Labels) {}

  /** The objects of some namespaces, or of all where none are given. */
  public select(selector: JsonObject, namespaces?: readonly string[]): T[] {
    const candidates = namespaces === undefined ? this.objects : namespaces.flatMap((namespace) => this.candidates(namespace, selector));
    return candidates.filter((object) => matchesSelector(selector, this.labelsOf(object)));
  }

  private candidates(namespace: string, selector: JsonObject): readonly T[] {
    const [pair] = Object.entries(asTexts(selector.matchLabels));
    return pair === undefined ? this.inNamespace(namespace) : this.pairsOf(namespace).get(pair.join('=')) ?? [];
  }

  private inNamespace(namespace: string): readonly T[] {
    if (this.byNamespace === undefined) {
      this.byNamespace = new Map();
      for (const object of this.objects) addToGroup(this.byNamespace, object.namespace, object);
    }
    return this.byNamespace.get(namespace) ?? [];
  }

  private pairsOf(namespace: string): ReadonlyMap<string, T[]> {
    let pairs = this.byPair.get(namespace);
    if (pairs === undefined) {
      this.byPair.set(namespace, pairs = new Map());
      for (const object of this.inNamespace(namespace)) {
        for (const pair of Object.entries(this.labelsOf(object))) addToGroup(pairs, pair.join('='), object);
      }
    }
    return pairs;
  }
}
