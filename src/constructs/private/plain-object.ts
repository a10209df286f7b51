import { ApiObject } from 'cdk8s';
import { hasOwnResolvers } from './own-resolvers';
import { isJsonObject, JsonObject } from '../../manifests/json';

/** What cdk8s keeps of an object, none of which it promises: where it is otherwise, cdk8s renders. */
interface Internals {
  readonly props?: unknown;
  readonly patches?: unknown;
  readonly metadata: Readonly<Partial<Record<'_additionalAttributes' | 'labels' | 'annotations' | 'ownerReferences', unknown>>>;
}

/**
 * An object of others as its author wrote it, where cdk8s would render that with nothing changed but the order of keys
 * and what is empty: to read it so costs a fifth, and no copy. Not to be changed. Undefined where a class of its own, a
 * token, a patch or a resolver takes part.
 */
export function plainObject(object: ApiObject): JsonObject | undefined {
  if (object.toJson !== ApiObject.prototype.toJson || hasOwnResolvers(object)) return undefined;
  const { props, patches, metadata: { _additionalAttributes: others, labels, annotations, ownerReferences } } = object as unknown as Internals;
  if (!Array.isArray(patches) || patches.length > 0 || ![props, others, labels, annotations].every(isJsonObject)) return undefined;
  const { name, namespace } = object.metadata;
  const metadata: Record<string, unknown> = { ...(others as object), name, namespace, labels, annotations, ownerReferences };
  if (namespace === undefined) delete metadata.namespace;
  const written = { ...(props as object), metadata };
  return isPlain(written) ? written : undefined;
}

/** Whether a value is plain data, with nothing that cdk8s leaves out. */
function isPlain(value: unknown): boolean {
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  if (Array.isArray(value)) return value.every(isPlain);
  if (value === null || value.constructor !== Object) return false;
  for (const key in value) if (!isPlain((value as Record<string, unknown>)[key])) return false;
  return true;
}
