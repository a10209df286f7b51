import type { JsonObject } from '../../src/manifests/json';
import type { Manifest } from '../../src/manifests/manifest';

export function aManifest(object: JsonObject, source = 'manifests.yaml'): Manifest {
  return { source, object };
}

/** Every type that JSON has, for fields that should hold another. */
export const ANY_JSON: readonly unknown[] = [null, undefined, true, false, 0, 8080, -1, 1.5, '', 'text', [], [null], [[]], [1], ['x'], [{}], {}, { a: null }, { a: { b: [] } }];
