/**
 * A copy without what is undefined, with its keys in the order in which cdk8s writes them; undefined where the value
 * holds anything but plain data, such as a token.
 */
export function plainJson(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) {
    const items = value.map(plainJson);
    return items.includes(undefined) ? undefined : items;
  }
  if (value.constructor !== Object) return undefined;
  const copy: Record<string, unknown> = {};
  const keys = Object.keys(value);
  for (const key of process.env.CDK8S_DISABLE_SORT ? keys : keys.sort()) {
    const held = (value as Record<string, unknown>)[key];
    if (held === undefined) continue;
    const plain = plainJson(held);
    if (plain === undefined) return undefined;
    copy[key] = plain;
  }
  return copy;
}
