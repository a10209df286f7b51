import { loadAll } from 'js-yaml';
import { objectAt, textAt } from './json';
import { kindOf, Manifest, nameOf } from './manifest';
import { KUBERNETES_SCHEMA } from './yaml-schema';
import type { MeshSettings } from '../model/mesh-settings';

/** Whether this is the ConfigMap in which istiod finds its mesh config (`istio`, or `istio-REVISION`). */
export function isMeshConfig(manifest: Manifest, revision: string): boolean {
  const name = revision === 'default' ? 'istio' : `istio-${revision}`;
  return kindOf(manifest) === 'ConfigMap' && nameOf(manifest) === name && textAt(manifest.object, 'data', 'mesh') !== undefined;
}

/**
 * Reads the settings that mesh config holds; istiod's own options (cluster domain, revision, ambient) are not in it.
 * @throws Error where `data.mesh` is no YAML, or a setting has a type that istiod refuses.
 */
export function readMeshConfig(manifest: Manifest): MeshSettings {
  // Not `load`, which throws where the text is empty: istiod takes its defaults then.
  const [config] = loadAll(textAt(manifest.object, 'data', 'mesh') ?? '', { schema: KUBERNETES_SCHEMA, filename: manifest.source });
  const { rootNamespace, trustDomain, enableAutoMtls } = objectAt(config);
  return {
    ...(isText('rootNamespace', rootNamespace) && rootNamespace !== '' && { rootNamespace }),
    ...(isText('trustDomain', trustDomain) && trustDomain !== '' && { trustDomain }),
    ...(isBoolean('enableAutoMtls', enableAutoMtls) && { enableAutoMtls }),
  };
}

function isText(key: string, value: unknown): value is string {
  if (typeof value === 'string') return true;
  return isDefault(value) ? false : wrongType(key, value, 'text');
}

function isBoolean(key: string, value: unknown): value is boolean {
  if (typeof value === 'boolean') return true;
  return isDefault(value) ? false : wrongType(key, value, 'boolean');
}

/** Protobuf's JSON reads null as left out. */
function isDefault(value: unknown): boolean {
  return value === undefined || value === null;
}

function wrongType(key: string, value: unknown, type: string): never {
  throw new Error(`${key}: ${JSON.stringify(value)}, which is no ${type}`);
}
