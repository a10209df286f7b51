import { isJsonObject, JsonObject } from './json';

// Nothing reads these fields.
const OF_METADATA = ['managedFields', 'finalizers', 'selfLink', 'resourceVersion', 'uid', 'generation'];
const OF_ANNOTATIONS = ['kubectl.kubernetes.io/last-applied-configuration'];
const OF_POD = ['volumes', 'affinity', 'tolerations', 'topologySpreadConstraints', 'imagePullSecrets'];
const OF_CONTAINER = ['env', 'envFrom', 'resources', 'volumeMounts', 'volumeDevices', 'lifecycle'];
const OF_KIND: Readonly<Record<string, { readonly object?: readonly string[]; readonly spec?: readonly string[] }>> = {
  // The schemas, the longest of all manifests.
  CustomResourceDefinition: { spec: ['versions', 'validation'] },
  // Better not held at all.
  Secret: { object: ['data', 'stringData'] },
};

/** Of the status, what a pod's run says. */
const KEPT_OF_STATUS = ['phase', 'podIP'];

const CONTAINERS = ['containers', 'initContainers', 'ephemeralContainers'];

/** The object without what nothing reads here: a third of a repo's, nine tenths of a cluster's dump. */
export function pruneManifest(object: JsonObject): JsonObject {
  const ofKind = Object.hasOwn(OF_KIND, String(object.kind)) ? OF_KIND[String(object.kind)] : {};
  let pruned = without(object, ofKind.object ?? []);
  pruned = mapped(pruned, 'metadata', (metadata) => mapped(without(metadata, OF_METADATA), 'annotations', (texts) => without(texts, OF_ANNOTATIONS)));
  pruned = mapped(pruned, 'status', (status) => without(status, Object.keys(status).filter((key) => !KEPT_OF_STATUS.includes(key))));
  return mapped(pruned, 'spec', (spec) => pruneSpec(without(spec, ofKind.spec ?? [])));
}

/** A pod's, or one that holds a pod template, or a CronJob's. */
function pruneSpec(spec: JsonObject): JsonObject {
  if (Array.isArray(spec.containers)) return prunePod(spec);
  const key = isJsonObject(spec.jobTemplate) ? 'jobTemplate' : 'template';
  return mapped(spec, key, (template) => mapped(template, 'spec', pruneSpec));
}

function prunePod(spec: JsonObject): JsonObject {
  let pruned = without(spec, OF_POD);
  for (const key of CONTAINERS) {
    const containers = pruned[key];
    if (!Array.isArray(containers)) continue;
    pruned = { ...pruned, [key]: containers.map((container: unknown) => (isJsonObject(container) ? without(container, OF_CONTAINER) : container)) };
  }
  return pruned;
}

/** The object with another value of a key, where that is an object. */
function mapped(object: JsonObject, key: string, change: (value: JsonObject) => JsonObject): JsonObject {
  const value = object[key];
  if (!isJsonObject(value)) return object;
  const changed = change(value);
  return changed === value ? object : { ...object, [key]: changed };
}

function without(object: JsonObject, keys: readonly string[]): JsonObject {
  if (!keys.some((key) => object[key] !== undefined)) return object;
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}
