import { asObject, asText } from './json';
import type { Manifest } from './manifest';
import type { ObjectFacts } from '../model/object-facts';

/** What every object says of itself. A namespace that the manifest leaves open is the default's. */
export function readObject({ source, line, object }: Manifest, defaultNamespace: string): ObjectFacts {
  const metadata = asObject(object.metadata);
  return {
    namespace: asText(metadata.namespace) || defaultNamespace,
    name: asText(metadata.name) ?? '',
    source,
    line,
    created: asText(metadata.creationTimestamp),
  };
}
