import type { DeclaredApp } from './declared-app';
import { isJsonObject } from '../../manifests/json';
import type { Manifest } from '../../manifests/manifest';
import { readSilences, ReadSilences } from '../../manifests/read-silences';
import { untouchedMetadata } from '../private/untouched-metadata';

/** What objects of the app and added manifests say of findings of their own: our constructs by `metadata.addAnnotation`. */
export function appSilences({ policies, clients }: Pick<DeclaredApp, 'policies' | 'clients'>, { silences, broken }: ReadSilences): ReadSilences {
  const annotated = [...policies, ...clients].filter(({ construct }) => untouchedMetadata(construct) === undefined);
  const ours = annotated.flatMap(({ construct, source }): Manifest[] => {
    const metadata: unknown = construct.metadata.toJson();
    return isJsonObject(metadata) ? [{ source, object: { kind: construct.kind, metadata } }] : [];
  });
  const own = readSilences(ours, '');
  return { silences: [...silences, ...own.silences], broken: [...broken, ...own.broken] };
}
