import type { Manifest } from '../../manifests/manifest';
import { isMeshConfig } from '../../manifests/read-mesh-config';
import { readResolverSettings } from '../../manifests/read-resolver-settings';
import type { Findings } from '../../model/findings';
import { DEFAULT_MESH_SETTINGS, MeshSettings, ResolverSettings } from '../../model/mesh-settings';

/** Settings in force: what code says, else mesh config among the manifests, else Istio's defaults. */
export function resolveSettings(declared: MeshSettings, manifests: readonly Manifest[], source: string, findings: Findings): ResolverSettings {
  const revision = declared.revision ?? DEFAULT_MESH_SETTINGS.revision;
  const configs = manifests.filter((manifest) => isMeshConfig(manifest, revision));
  try {
    return readResolverSettings(configs, declared);
  } catch (error) {
    findings.error(source, `mesh config of ConfigMap ${configs.map((config) => config.source).join(' or ')} cannot be read: got "${error instanceof Error ? error.message : String(error)}"; `
      + 'allowed: YAML, as istiod reads it; mend data.mesh, or leave the ConfigMap out');
    return readResolverSettings([], declared);
  }
}
