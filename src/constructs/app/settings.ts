import type { Manifest } from '../../manifests/manifest';
import { isMeshConfig, readMeshConfig } from '../../manifests/read-mesh-config';
import type { Findings } from '../../model/findings';
import { DEFAULT_MESH_SETTINGS, MeshSettings, ResolvedMeshSettings } from '../../model/mesh-settings';

/** Settings in force: what code says, else mesh config among the manifests, else Istio's defaults. */
export function resolveSettings(declared: MeshSettings, manifests: readonly Manifest[], source: string, findings: Findings): ResolvedMeshSettings {
  const said = Object.fromEntries(Object.entries(declared).filter(([, value]) => value !== undefined));
  const revision = declared.revision ?? DEFAULT_MESH_SETTINGS.revision;
  const read = manifests.filter((manifest) => isMeshConfig(manifest, revision)).map((manifest) => readConfig(manifest, source, findings));
  return { ...DEFAULT_MESH_SETTINGS, ...Object.assign({}, ...read), ...said };
}

function readConfig(manifest: Manifest, source: string, findings: Findings): MeshSettings {
  try {
    return readMeshConfig(manifest);
  } catch (error) {
    findings.error(source, `mesh config of ConfigMap ${manifest.source} cannot be read: got "${error instanceof Error ? error.message : String(error)}"; `
      + 'allowed: YAML, as istiod reads it; mend data.mesh, or leave the ConfigMap out');
    return {};
  }
}
