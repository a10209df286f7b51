/** Shorter parts of names differ by a character on purpose: `a` and `b`, `dev` and `de`. */
const SHORTEST = 4;

/**
 * Whether a name is another one with a slip of the fingers: two characters swapped, or one more, less or different, in one
 * of its parts. Not where a number differs, which is how names of a kind are told from each other.
 */
export function isSlipOf(name: string, meant: string): boolean {
  const parts = name.split('-');
  const others = meant.split('-');
  if (parts.length !== others.length) return false;
  const differing = parts.map((part, i) => [part, others[i]] as const).filter(([part, other]) => part !== other);
  return differing.length === 1 && differing.every(([part, other]) => Math.min(part.length, other.length) >= SHORTEST && isOneSlip(part, other));
}

function isOneSlip(one: string, other: string): boolean {
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < Math.min(one.length, other.length) - start && one[one.length - 1 - end] === other[other.length - 1 - end]) end += 1;
  const [a, b] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  if (/\d/.test(a + b)) return false;
  return (a.length <= 1 && b.length <= 1) || (a.length === 2 && b.length === 2 && a[0] === b[1] && a[1] === b[0]);
}
