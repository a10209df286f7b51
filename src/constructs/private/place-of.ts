import type { ApiObject } from 'cdk8s';
import { untouchedMetadata } from './untouched-metadata';
import { textAt } from '../../manifests/json';

/** The namespace of an object, empty where its manifest names none; a token is resolved. */
export function namespaceOfObject(object: ApiObject): string {
  const metadata = untouchedMetadata(object) ?? object.metadata;
  const namespace: unknown = metadata.namespace;
  return typeof namespace === 'string' ? namespace : namespace === undefined ? '' : textAt(metadata.toJson(), 'namespace') ?? '';
}

/** The name of an object; a token is resolved. */
export function nameOfObject({ name, metadata }: ApiObject): string {
  return typeof name === 'string' ? name : textAt(metadata.toJson(), 'name') ?? '';
}
