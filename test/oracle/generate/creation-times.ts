import type { Features } from './features';
import type { Random } from './random';

/** When objects were created: nobody says, few moments with many ties, or each at its own. */
export class CreationTimes {
  private readonly free: number[];
  private readonly style: 'absent' | 'ties' | 'unique';

  constructor(private readonly random: Random, features: Features, ambient: boolean) {
    this.free = random.shuffled(Array.from({ length: 200 }, (_, i) => i));
    // In ambient the order of two policies of one age is whatever an index returns: there is nothing to compare with.
    this.style = ambient || !features.has('creationTimes') ? 'unique' : random.weighted([2, 'absent'], [5, 'ties'], [3, 'unique']);
  }

  next(): { creationTimestamp?: string } {
    if (this.style === 'absent') return {};
    return { creationTimestamp: momentOf(this.style === 'ties' ? this.random.int(0, 2) : this.free.pop() ?? 200) };
  }

  /** Two moments, the older one first, whatever the style of the rest. */
  static readonly OLDER = { creationTimestamp: '2023-01-01T00:00:00Z' };
  static readonly NEWER = { creationTimestamp: '2025-06-01T00:00:00Z' };
}

function momentOf(day: number): string {
  return new Date(Date.UTC(2024, 0, 1 + day)).toISOString().replace('.000Z', 'Z');
}
