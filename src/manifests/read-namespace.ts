import { asObject, asText, asTexts } from './json';
import type { Manifest } from './manifest';
import type { NamespaceFacts } from '../model/namespace-facts';

export function readNamespace({ source, line, object }: Manifest): NamespaceFacts {
  const metadata = asObject(object.metadata);
  return { name: asText(metadata.name) ?? '', labels: asTexts(metadata.labels), annotations: asTexts(metadata.annotations), source, line };
}
