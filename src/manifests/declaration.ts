import { kindOf, Manifest } from './manifest';
import { readObject } from './read-object';
import type { CallFacts } from '../model/call-facts';
import { qualifiedName } from '../model/kubernetes-name';

/** Where a call is declared. */
export type Declaration = Pick<CallFacts, 'declaredBy' | 'field' | 'source' | 'line'>;

/** The declaration of a call by a field of a manifest. An object of no namespace wants no default. */
export function declarationOf(manifest: Manifest, field: string, defaultNamespace = ''): Declaration {
  const { namespace, name, source, line } = readObject(manifest, defaultNamespace);
  return { declaredBy: `${kindOf(manifest)} ${qualifiedName({ namespace, name })}`, field, source, line };
}
