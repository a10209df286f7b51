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
 * @throws YAMLException where `data.mesh` is no YAML.
 */
export function readMeshConfig(manifest: Manifest): MeshSettings {
  // Not `load`, which throws where the text is empty: istiod takes its defaults then.
  const [config] = loadAll(textAt(manifest.object, 'data', 'mesh') ?? '', { schema: KUBERNETES_SCHEMA, filename: manifest.source });
  const { rootNamespace, trustDomain, enableAutoMtls } = objectAt(config);
  return {
    ...(typeof rootNamespace === 'string' && rootNamespace !== '' && { rootNamespace }),
    ...(typeof trustDomain === 'string' && trustDomain !== '' && { trustDomain }),
    ...(typeof enableAutoMtls === 'boolean' && { enableAutoMtls }),
  };
}
