import type { ApiObject } from 'cdk8s';
import { textAt } from '../../manifests/json';

/** The namespace of an object, empty where its manifest names none; a token is resolved. */
export function namespaceOfObject({ metadata }: ApiObject): string {
  const namespace: unknown = metadata.namespace;
  return typeof namespace === 'string' ? namespace : namespace === undefined ? '' : textAt(metadata.toJson(), 'namespace') ?? '';
}

/** The name of an object; a token is resolved. */
export function nameOfObject({ name, metadata }: ApiObject): string {
  return typeof name === 'string' ? name : textAt(metadata.toJson(), 'name') ?? '';
}
