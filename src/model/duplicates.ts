/** Whether two values have the same key. A Set of keys costs half of a Map that would also say which: most apps have none. */
export function hasDuplicates<T>(values: readonly T[], key: (value: T) => string): boolean {
  const keys = new Set<string>();
  for (const value of values) keys.add(key(value));
  return keys.size < values.length;
}
