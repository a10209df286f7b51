import { Event, EVENT_ID, getScalarValue } from 'js-yaml';

/** Goes through the nodes of YAML by the events of js-yaml, which know their places in the text. A node is the index of its first event. */
export class YamlNodes {
  public constructor(private readonly events: readonly Event[], private readonly text: string) {}

  /** The roots of the documents, in order. */
  public roots(): number[] {
    return this.events.flatMap((event, index) => (event.type === EVENT_ID.DOCUMENT ? [index + 1] : []));
  }

  /** The entries of a map; nothing for other nodes. */
  public *entries(node: number): Generator<{ readonly key: number; readonly value: number }> {
    if (this.events[node]?.type !== EVENT_ID.MAPPING) return;
    for (let key = node + 1; this.events[key].type !== EVENT_ID.POP;) {
      const value = this.behind(key);
      yield { key, value };
      key = this.behind(value);
    }
  }

  /** The items of a list; nothing for other nodes. */
  public *items(node: number): Generator<number> {
    if (this.events[node]?.type !== EVENT_ID.SEQUENCE) return;
    for (let item = node + 1; this.events[item].type !== EVENT_ID.POP; item = this.behind(item)) yield item;
  }

  public entry(node: number, key: string): { readonly key: number; readonly value: number } | undefined {
    for (const entry of this.entries(node)) if (this.scalar(entry.key) === key) return entry;
    return undefined;
  }

  /** The text of a scalar, whatever its type; undefined for other nodes. */
  public scalar(node: number): string | undefined {
    const event = this.events[node];
    return event.type === EVENT_ID.SCALAR ? getScalarValue(this.text, event) : undefined;
  }

  /** Where a node begins in the text; -1 for one that is left out. */
  public offset(node: number): number {
    const event = this.events[node];
    switch (event.type) {
      case EVENT_ID.MAPPING:
      case EVENT_ID.SEQUENCE: return event.start;
      case EVENT_ID.SCALAR: return event.valueStart;
      case EVENT_ID.ALIAS: return event.anchorStart;
      case EVENT_ID.DOCUMENT:
      case EVENT_ID.POP: return -1;
    }
  }

  private behind(node: number): number {
    let open = 0;
    for (let index = node; ; index += 1) {
      const { type } = this.events[index];
      if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) open += 1;
      else if (type === EVENT_ID.POP) open -= 1;
      if (open === 0) return index + 1;
    }
  }
}
