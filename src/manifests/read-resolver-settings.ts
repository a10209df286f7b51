import { Manifest, namespaceOf } from './manifest';
import { isMeshConfig, readMeshConfig, readResolverConfig } from './read-mesh-config';
import { readObject } from './read-object';
import { DEFAULT_MESH_SETTINGS, MeshSettings, ResolverSettings } from '../model/mesh-settings';

/** Where istiod runs, unless it was told to run elsewhere. */
const ISTIO_SYSTEM = 'istio-system';

/**
 * The settings in force: those given, else those of mesh config among the manifests, else Istio's own defaults.
 * @throws Error as reading mesh config does.
 */
export function readResolverSettings(manifests: readonly Manifest[], given: MeshSettings = {}): ResolverSettings {
  const config = findMeshConfig(manifests, given);
  return {
    ...DEFAULT_MESH_SETTINGS,
    // Mirrors istio pkg/config/mesh/mesh.go.
    outboundTrafficPolicy: 'ALLOW_ANY',
    defaultDestinationRuleExportTo: ['*'],
    defaultServiceExportTo: ['*'],
    ...(config && { ...readMeshConfig(config), ...readResolverConfig(config), meshConfig: readObject(config, ISTIO_SYSTEM) }),
    ...Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)),
  };
}

/**
 * The same, for those who have no construct to report to.
 * @throws Error with file and line where mesh config is none that istiod could read.
 */
export function readSettingsOrRefuse(manifests: readonly Manifest[], given: MeshSettings = {}): ResolverSettings {
  try {
    return readResolverSettings(manifests, given);
  } catch (error) {
    const { source = '', line } = findMeshConfig(manifests, given) ?? {};
    const [what] = (error as Error).message.split('\n');
    throw new Error(`${source}${line === undefined ? '' : `:${line}`}: mesh config: got "${what}"; allowed: YAML, as istiod reads it; mend data.mesh`);
  }
}

/** The ConfigMap of istiod's own namespace, which manifests may leave open. */
function findMeshConfig(manifests: readonly Manifest[], given: MeshSettings): Manifest | undefined {
  const { revision = DEFAULT_MESH_SETTINGS.revision, rootNamespace } = given;
  const found = manifests.filter((manifest) => isMeshConfig(manifest, revision));
  for (const namespace of [rootNamespace, ISTIO_SYSTEM, '']) {
    const config = found.find((manifest) => namespaceOf(manifest) === namespace);
    if (config !== undefined) return config;
  }
  return undefined;
}
