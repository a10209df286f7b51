import { isJsonObject, JsonObject } from './json';

/** Such as `v1`, `apps/v1`, `security.istio.io/v1beta1`. */
const API_VERSION = /^([a-z0-9.-]+\/)?v\d+((alpha|beta)\d+)?$/;

/**
 * API groups whose objects are kept by a cluster. What has another group may be the settings of a tool (kustomize,
 * Skaffold, kind, k3d, istioctl), which have the form of an object, but need no name and may come twice.
 */
const CLUSTER_GROUPS = new Set([
  'apps', 'autoscaling', 'batch', 'extensions', 'policy',
  ...['admissionregistration', 'apiextensions', 'apiregistration', 'coordination', 'discovery', 'gateway.networking', 'networking',
    'rbac.authorization', 'scheduling', 'storage'].map((group) => `${group}.k8s.io`),
  ...['extensions', 'networking', 'security', 'telemetry'].map((group) => `${group}.istio.io`),
  'monitoring.coreos.com',
]);

/** Whether a value is an object with a type. Values of a chart, overlays and the like are none. */
export function isKubernetesObject(value: unknown): value is JsonObject {
  return isJsonObject(value) && isName(value.apiVersion) && isName(value.kind);
}

/** Whether the object is one that a cluster keeps: it has a name, and there is one object of a name. */
export function isOfCluster({ apiVersion }: JsonObject): boolean {
  if (typeof apiVersion !== 'string') return false;
  return apiVersion === 'v1' || CLUSTER_GROUPS.has(apiVersion.slice(0, apiVersion.indexOf('/')));
}

/** What a value lacks that looks like an object of a cluster; undefined where it lacks nothing, or does not look like one. */
export function missingPart(value: JsonObject): string | undefined {
  const { apiVersion, kind, metadata, spec } = value;
  if (isName(apiVersion) && isName(kind)) return isOfCluster(value) && !kind.endsWith('List') ? missingName(value) : undefined;
  // A chart has an apiVersion, and many a tool's settings have a kind; metadata belong to objects.
  if (isName(kind) && isJsonObject(metadata)) return `got kind ${JSON.stringify(kind)} without apiVersion`;
  const isVersion = isName(apiVersion) && API_VERSION.test(apiVersion);
  return isVersion && (isJsonObject(metadata) || isJsonObject(spec)) ? `got apiVersion "${apiVersion}" without kind` : undefined;
}

function missingName({ kind, metadata, spec }: JsonObject): string | undefined {
  if (!isJsonObject(metadata)) return isJsonObject(spec) ? `got ${String(kind)} without metadata.name` : undefined;
  const { name, generateName, namespace } = metadata;
  if (isGiven(namespace) && typeof namespace !== 'string') return `got ${JSON.stringify(namespace)} as metadata.namespace of ${String(kind)}, which is no text`;
  if (isGiven(name) && typeof name !== 'string') return `got ${JSON.stringify(name)} as metadata.name of ${String(kind)}, which is no text`;
  return isName(name) || isName(generateName) ? undefined : `got ${String(kind)} without metadata.name`;
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

/** YAML's `name:` is null, which Kubernetes reads as left out. */
function isGiven(value: unknown): boolean {
  return value !== undefined && value !== null;
}
