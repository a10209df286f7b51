const MOST = 3;

/** The names of a list that are most like one that is not on it: a slip of the fingers away, or part of each other. */
export function nearNames(name: string, candidates: Iterable<string>): string[] {
  const near: { readonly candidate: string; readonly distance: number }[] = [];
  const most = Math.max(2, Math.floor(name.length / 3));
  for (const candidate of candidates) {
    const distance = candidate.includes(name) || name.includes(candidate) ? 1 : editDistance(name, candidate, most);
    if (distance <= most) near.push({ candidate, distance });
  }
  near.sort((a, b) => a.distance - b.distance || (a.candidate < b.candidate ? -1 : 1));
  return [...new Set(near.map(({ candidate }) => candidate))].slice(0, MOST);
}

/** How many characters differ; any number above `most` where more than that do. */
function editDistance(one: string, other: string, most: number): number {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let row = Array.from({ length: other.length + 1 }, (_, i) => i);
  for (let i = 1; i <= one.length; i += 1) {
    const next = [i];
    for (let k = 1; k <= other.length; k += 1) {
      next.push(Math.min(row[k] + 1, next[k - 1] + 1, row[k - 1] + Number(one[i - 1] !== other[k - 1])));
    }
    row = next;
  }
  return row[other.length];
}
