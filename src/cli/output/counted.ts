/** Such as `1 client`, `3 clients`. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** A few names of a list, and how many more there are. */
export function someNames(names: readonly string[], few: number): string {
  return names.length <= few + 1 ? names.join(', ') : `${names.slice(0, few).join(', ')} and ${names.length - few} more`;
}
