import { createHash } from 'node:crypto';

// Two multiplicative generators whose difference has a period of 2.3e18, and whose products stay exact in a double.
// See P. L'Ecuyer, "Efficient and portable combined random number generators", 1988.
const FIRST = { modulus: 2147483563, multiplier: 40014 };
const SECOND = { modulus: 2147483399, multiplier: 40692 };

/** Draws that depend on the seed alone: the same on every machine, in every version of Node. */
export class Random {
  private first: number;
  private second: number;

  constructor(seed: number) {
    // A hash, because the streams of neighbouring seeds would otherwise run in parallel.
    const digest = createHash('sha256').update(String(seed)).digest();
    this.first = 1 + digest.readUInt32LE(0) % (FIRST.modulus - 1);
    this.second = 1 + digest.readUInt32LE(4) % (SECOND.modulus - 1);
  }

  /** From 0 up to, but without, 1. */
  next(): number {
    this.first = this.first * FIRST.multiplier % FIRST.modulus;
    this.second = this.second * SECOND.multiplier % SECOND.modulus;
    const difference = this.first - this.second;
    return (difference < 0 ? difference + FIRST.modulus : difference) / FIRST.modulus;
  }

  /** A whole number, both ends included. */
  int(least: number, most: number): number {
    return least + Math.floor(this.next() * (most - least + 1));
  }

  chance(probability: number): boolean {
    return this.next() < probability;
  }

  pick<T>(values: readonly T[]): T {
    if (values.length === 0) throw new Error('nothing to pick from');
    return values[this.int(0, values.length - 1)];
  }

  /** The value whose weight the dice hit: weights need not add up to anything. */
  weighted<T>(...choices: readonly (readonly [weight: number, value: T])[]): T {
    let rest = this.next() * choices.reduce((sum, [weight]) => sum + weight, 0);
    for (const [weight, value] of choices) {
      rest -= weight;
      if (rest < 0) return value;
    }
    return choices[choices.length - 1][1];
  }

  /** Some of the values, in a random order. */
  some<T>(values: readonly T[], least: number, most: number): T[] {
    return this.shuffled(values).slice(0, this.int(Math.min(least, values.length), Math.min(most, values.length)));
  }

  shuffled<T>(values: readonly T[]): T[] {
    const result = [...values];
    for (let i = result.length - 1; i > 0; i--) {
      const j = this.int(0, i);
      [result[i], result[j]] = [result[j], result[i]];
    }
    return result;
  }
}
