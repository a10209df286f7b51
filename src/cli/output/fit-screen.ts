/** Lines that belong together: what is wrong under one heading. */
export interface Block {
  /** Blocks of a higher rank have no room until all of a lower one have. */
  readonly rank: number;
  readonly head: string;
  /** What is shown whole or not at all, the most important first. */
  readonly items: readonly (readonly string[])[];
  /** How many items there are: `items` need not have more than a screen holds. */
  readonly total: number;
  readonly tail: readonly string[];
}

export interface Fitted {
  readonly lines: readonly string[];
  /** How many items found no room. */
  readonly left: number;
}

/** As much of the blocks as fits. Within a rank there is something of each before there is all of one. */
export function fitScreen(blocks: readonly Block[], room: number, height: (line: string) => number = () => 1): Fitted {
  const tall = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + height(line), 0);
  const shown = new Map<Block, number>();
  let rest = room;
  for (const rank of [...new Set(blocks.map((block) => block.rank))].sort()) {
    const ofRank = blocks.filter((block) => block.rank === rank);
    for (const block of ofRank) {
      const { head, items, total, tail } = block;
      const cost = Number(shown.size > 0) + tall([head, ...items[0], ...tail]) + Number(total > 1);
      // The first is shown whatever it costs: an answer that is too long is one.
      if (cost > rest && shown.size > 0) break;
      shown.set(block, 1);
      rest -= cost;
    }
    for (const block of ofRank) {
      for (let next = shown.get(block); next !== undefined && next < block.items.length; next += 1) {
        // The last one takes the line that said how many more there are.
        const cost = tall(block.items[next]) - Number(next + 1 === block.total);
        if (cost > rest) break;
        rest -= cost;
        shown.set(block, next + 1);
      }
    }
  }
  const left = blocks.reduce((sum, block) => sum + block.total - (shown.get(block) ?? 0), 0);
  return { lines: separated([...shown].map(([block, count]) => linesOf(block, count))), left };
}

/** Every line of every block. */
export function wholeScreen(blocks: readonly Block[]): Fitted {
  return { lines: separated(blocks.map((block) => linesOf(block, block.items.length))), left: 0 };
}

function separated(blocks: readonly (readonly string[])[]): string[] {
  return blocks.flatMap((lines, i) => (i === 0 ? lines : ['', ...lines]));
}

function linesOf({ head, items, total, tail }: Block, count: number): string[] {
  const more = total - count;
  return [head, ...items.slice(0, count).flat(), ...(more > 0 ? [`  and ${more} more`] : []), ...tail];
}
