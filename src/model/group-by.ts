/** Groups values by a key, in the order in which they come. */
export function groupBy<K, V>(values: Iterable<V>, key: (value: V) => K): Map<K, V[]> {
  const groups = new Map<K, V[]>();
  for (const value of values) {
    addToGroup(groups, key(value), value);
  }
  return groups;
}

/** Adds a value to the group of a key, which may be the first of it. */
export function addToGroup<K, V>(groups: Map<K, V[]>, key: K, value: V): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}
