import { textsAt } from './json';
import { Manifest, nameOf } from './manifest';
import type { NamespaceFacts } from '../model/namespace-facts';

export function readNamespace(manifest: Manifest): NamespaceFacts {
  return { name: nameOf(manifest), labels: textsAt(manifest.object, 'metadata', 'labels') };
}
