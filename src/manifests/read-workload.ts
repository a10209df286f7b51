import { JsonObject, listAt, objectAt, textAt, textsAt } from './json';
import { kindOf, Manifest, nameOf, namespaceOf } from './manifest';
import { isPortNumber } from '../model/port-number';
import type { ContainerPort, WorkloadFacts } from '../model/workload-facts';

/** Where each kind of workload keeps its pod template. */
const POD_TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
  DaemonSet: ['spec', 'template'],
  Deployment: ['spec', 'template'],
  Job: ['spec', 'template'],
  Pod: [],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
};

/** Kinds whose `spec.selector` the cluster makes up for each run, so that no manifest can know it. */
const WITHOUT_SELECTOR = new Set(['CronJob', 'Job', 'Pod']);

/** Whether every object of the kind is a workload. Others (an Argo Rollout, say) may be: their content decides. */
export function isWorkloadKind(kind: string): boolean {
  return Object.hasOwn(POD_TEMPLATES, kind);
}

/** Whether a kind of this API group that is none of Kubernetes's own (an Argo Rollout, say) may hold a pod template. */
export function mayHoldPodTemplate(apiGroup: string): boolean {
  return apiGroup !== 'core' && apiGroup !== 'apps' && !apiGroup.endsWith('k8s.io') && !apiGroup.endsWith('istio.io');
}

/** Reads a workload; undefined where the manifest holds no pod template. */
export function readWorkload(manifest: Manifest): WorkloadFacts | undefined {
  const kind = kindOf(manifest);
  const isKnown = isWorkloadKind(kind);
  const template = objectAt(manifest.object, ...(isKnown ? POD_TEMPLATES[kind] : ['spec', 'template']));
  if (!isKnown && listAt(template, 'spec', 'containers').length === 0) return undefined;
  return {
    kind,
    namespace: namespaceOf(manifest),
    name: nameOf(manifest),
    source: manifest.source,
    ownerSelector: WITHOUT_SELECTOR.has(kind) ? undefined : readSelector(manifest),
    podLabels: textsAt(template, 'metadata', 'labels'),
    podAnnotations: textsAt(template, 'metadata', 'annotations'),
    hostNetwork: objectAt(template, 'spec').hostNetwork === true,
    ports: readPorts(template),
  };
}

function readSelector(manifest: Manifest): Record<string, string> | undefined {
  // A ReplicationController's selector has no matchLabels: it is the labels themselves.
  const path = kindOf(manifest) === 'ReplicationController' ? ['spec', 'selector'] : ['spec', 'selector', 'matchLabels'];
  const labels = textsAt(manifest.object, ...path);
  return Object.keys(labels).length === 0 ? undefined : labels;
}

function readPorts(template: JsonObject): ContainerPort[] {
  const containers = [...listAt(template, 'spec', 'containers'), ...listAt(template, 'spec', 'initContainers')];
  const declared = containers.flatMap((container) => listAt(container, 'ports'));
  const ports = declared.flatMap((port): ContainerPort[] => {
    const number = objectAt(port).containerPort;
    return isPortNumber(number) ? [{ number, name: textAt(port, 'name') }] : [];
  });
  // The port that Prometheus is told to scrape is listened on, whether a container declares it or not.
  const scraped = Number(textsAt(template, 'metadata', 'annotations')['prometheus.io/port']);
  const known = new Set(ports.map((port) => port.number));
  return isPortNumber(scraped) && !known.has(scraped) ? [...ports, { number: scraped }] : ports;
}
