// A case: a real manifest, changed in a few ways, in chunks as a pipe may give them.
import { byteMutations } from './mutate-bytes.mjs';
import { structureMutations } from './mutate-structure.mjs';
import { textMutations } from './mutate-text.mjs';

/** Changes of characters and lines are what happens most; there are as many cases of them as of all others. */
const KINDS = [...Object.values(textMutations), ...Object.values(textMutations), ...Object.values(structureMutations)];

/** What is longer takes the time of many cases. */
const LONGEST = 400_000;

export function makeCase(random, seeds) {
  let text = random.pick(seeds);
  for (let changes = random.below(4); changes >= 0 && text.length < LONGEST; changes -= 1) text = random.pick(KINDS)(text, random, random.pick(seeds));
  let bytes = Buffer.from(text);
  if (random.chance(0.1)) bytes = random.pick(Object.values(byteMutations))(bytes, random);
  return { bytes, chunks: cut(bytes, random) };
}

function cut(bytes, random) {
  const cuts = Array.from({ length: random.chance(0.5) ? 0 : random.below(6) }, () => random.below(bytes.length + 1)).sort((a, b) => a - b);
  return [0, ...cuts].map((start, i) => bytes.subarray(start, cuts[i] ?? bytes.length)).filter((chunk) => chunk.length > 0);
}
