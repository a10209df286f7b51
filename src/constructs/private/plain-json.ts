/**
 * A copy without what is undefined, with its keys in the order in which cdk8s writes them; undefined where the value
 * holds anything but plain data, such as a token.
 */
export function plainJson(value: unknown): unknown {
  // Asked once: the environment is slow to read.
  return copyOf(value, !process.env.CDK8S_DISABLE_SORT);
}

function copyOf(value: unknown, sortKeys: boolean): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map((item) => copyOf(item, sortKeys));
    return items.includes(undefined) ? undefined : items;
  }
  if (value.constructor !== Object) return undefined;
  const copy: Record<string, unknown> = {};
  const keys = Object.keys(value);
  if (sortKeys && keys.length > 1) keys.sort();
  for (const key of keys) {
    const held = (value as Record<string, unknown>)[key];
    if (held === undefined) continue;
    const plain = copyOf(held, sortKeys);
    if (plain === undefined) return undefined;
    copy[key] = plain;
  }
  return copy;
}
