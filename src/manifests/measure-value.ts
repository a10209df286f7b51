/** How large a value is with its aliases written out. */
interface Measure {
  readonly values: number;
  readonly levels: number;
}

const ONE: Measure = { values: 1, levels: 1 };

/**
 * Counts the values that a document stands for, and the levels it has, when its aliases are written out: a few aliases
 * of aliases stand for billions, and an alias of itself for no end of them.
 * @returns Infinity for what is deeper than so many levels.
 */
export function measureValue(value: unknown, maxLevels: number): Measure {
  return measure(value, maxLevels, new Map());
}

function measure(value: unknown, levelsLeft: number, known: Map<object, Measure>): Measure {
  if (typeof value !== 'object' || value === null) return ONE;
  const before = known.get(value);
  if (before !== undefined) return before;
  const unlimited = { values: Infinity, levels: Infinity };
  if (levelsLeft <= 0) return unlimited;
  // Where this is met again below itself, it has no end.
  known.set(value, unlimited);
  const parts = Object.values(value).map((part) => measure(part, levelsLeft - 1, known));
  const total = {
    values: parts.reduce((sum, part) => sum + part.values, 1),
    levels: 1 + parts.reduce((most, part) => Math.max(most, part.levels), 0),
  };
  known.set(value, total);
  return total;
}
