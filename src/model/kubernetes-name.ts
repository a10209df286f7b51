const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const QUALIFIED_NAME = /^([A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?)$/;

/** RFC 1123 label: names of Namespaces and Services. */
export function isDnsLabel(name: unknown): boolean {
  return typeof name === 'string' && name.length <= 63 && LABEL.test(name);
}

/** RFC 1123 subdomain: names of most objects, policies among them. */
export function isDnsSubdomain(name: unknown): boolean {
  return typeof name === 'string' && name.length <= 253 && SUBDOMAIN.test(name);
}

/** How messages name an object: `namespace/name`, or the name alone where the manifest leaves the namespace open. */
export function qualifiedName({ namespace, name }: { readonly namespace: string; readonly name: string }): string {
  return namespace === '' ? name : `${namespace}/${name}`;
}

export function isLabelKey(key: string): boolean {
  const slash = key.indexOf('/');
  const name = key.slice(slash + 1);
  return (slash === -1 || isDnsSubdomain(key.slice(0, slash))) && name.length <= 63 && QUALIFIED_NAME.test(name);
}

export function isLabelValue(value: string): boolean {
  return value.length <= 63 && (value === '' || QUALIFIED_NAME.test(value));
}
