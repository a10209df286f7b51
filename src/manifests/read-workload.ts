import { asObject, asText, asTexts, JsonObject } from './json';
import { kindOf, Manifest } from './manifest';
import { podTemplateOf } from './pod-template';
import { readContainerPorts } from './read-container-ports';
import { readProbes } from './read-probes';
import { readProxy } from './read-proxy';
import type { Labels } from '../model/labels';
import type { WorkloadFacts } from '../model/workload-facts';

/** Kinds whose `spec.selector` the cluster makes up for each run, so that no manifest can know it. */
const WITHOUT_SELECTOR = new Set(['CronJob', 'Job', 'Pod']);

/** Reads a workload; undefined where the manifest holds no pod template. */
export function readWorkload(manifest: Manifest, defaultNamespace = ''): WorkloadFacts | undefined {
  const kind = kindOf(manifest);
  const template = podTemplateOf(kind, manifest.object);
  return template === undefined ? undefined : readOwner(manifest, kind, template, defaultNamespace);
}

function readOwner(manifest: Manifest, kind: string, template: JsonObject, defaultNamespace: string): WorkloadFacts {
  const { source, line, object } = manifest;
  const metadata = asObject(object.metadata);
  const podMetadata = asObject(template.metadata);
  const podAnnotations = asTexts(podMetadata.annotations);
  const podSpec = asObject(template.spec);
  const proxy = readProxy(podSpec, podAnnotations);
  // Not spread of what every object says: see read-service.ts.
  return {
    namespace: asText(metadata.namespace) || defaultNamespace,
    name: asText(metadata.name) ?? '',
    source,
    line,
    created: asText(metadata.creationTimestamp),
    kind,
    ownerSelector: WITHOUT_SELECTOR.has(kind) ? undefined : readSelector(kind, object),
    annotations: asTexts(metadata.annotations),
    podLabels: asTexts(podMetadata.labels),
    podAnnotations,
    hostNetwork: podSpec.hostNetwork === true,
    hasProxyContainer: proxy === 'sidecar',
    isGateway: proxy === 'gateway',
    serviceAccount: asText(podSpec.serviceAccountName) || asText(podSpec.serviceAccount) || undefined,
    ports: readContainerPorts(podSpec, podAnnotations),
    probes: readProbes(podSpec),
    isRunning: kind === 'Pod' && isRunningPod(object),
  };
}

/** Whether a cluster has taken a Pod in hand, whatever became of it since. */
export function isRunningPod({ spec, status }: JsonObject): boolean {
  const { phase, podIP } = asObject(status);
  return Boolean(asText(phase) || asText(podIP) || asText(asObject(spec).nodeName));
}

function readSelector(kind: string, object: JsonObject): Labels | undefined {
  const selector = asObject(asObject(object.spec).selector);
  // A ReplicationController's selector has no matchLabels: it is the labels themselves.
  const labels = asTexts(kind === 'ReplicationController' ? selector : selector.matchLabels);
  for (const _ in labels) return labels;
  return undefined;
}
