import type { Random } from './random';

const LETTERS = [...'bcdfghjkmnpqrstvwxz'];

/** Names whose order says nothing about the order in which they were given out: names break ties. */
export class UniqueNames {
  private readonly taken = new Set<string>();

  constructor(private readonly random: Random) {}

  next(prefix: string): string {
    for (;;) {
      const name = `${prefix}-${this.random.pick(LETTERS)}${this.random.pick(LETTERS)}`;
      if (this.taken.has(name)) continue;
      this.taken.add(name);
      return name;
    }
  }
}
