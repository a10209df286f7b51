import { InvalidArgumentError } from 'commander';

/** A name with its namespace, as `shop/orders`. */
export interface QualifiedName {
  readonly namespace: string;
  readonly name: string;
}

/** Adds to those of earlier occurrences: `-n shop -n bank`, or `-n shop,bank`. */
export function namespaces(text: string, before: readonly string[] = []): readonly string[] {
  const names = text.split(',').map((name) => name.trim()).filter((name) => name !== '');
  if (names.length === 0) throw new InvalidArgumentError(`got ${JSON.stringify(text)}; allowed: names of namespaces.`);
  return [...new Set([...before, ...names])];
}

export function qualified(text: string): QualifiedName {
  const [namespace, name, ...rest] = text.split('/');
  if (!namespace || !name || rest.length > 0) throw new InvalidArgumentError(`got ${JSON.stringify(text)}; allowed: NAMESPACE/NAME, such as shop/orders.`);
  return { namespace, name };
}

export function portNumber(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port < 1 || port > 65535) throw new InvalidArgumentError(`got ${JSON.stringify(text)}; allowed: a whole number from 1 to 65535.`);
  return port;
}
