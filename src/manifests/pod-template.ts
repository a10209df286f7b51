import { asList, asObject, JsonObject } from './json';
import { podField } from '../model/pod-field';

/** Where each kind of workload keeps its pod template. */
const POD_TEMPLATES: ReadonlyMap<string, readonly string[]> = new Map([
  ['CronJob', ['spec', 'jobTemplate', 'spec', 'template']],
  ['DaemonSet', ['spec', 'template']],
  ['Deployment', ['spec', 'template']],
  ['Job', ['spec', 'template']],
  ['Pod', []],
  ['ReplicaSet', ['spec', 'template']],
  ['ReplicationController', ['spec', 'template']],
  ['StatefulSet', ['spec', 'template']],
]);
const ELSEWHERE = ['spec', 'template'];

/** Whether every object of the kind is a workload. Others (an Argo Rollout, say) may be: their content decides. */
export function isWorkloadKind(kind: string): boolean {
  return POD_TEMPLATES.has(kind);
}

/** Whether a kind of this API group that is none of Kubernetes's own (an Argo Rollout, say) may hold a pod template. */
export function mayHoldPodTemplate(apiGroup: string): boolean {
  return apiGroup !== 'core' && apiGroup !== 'apps' && !apiGroup.endsWith('k8s.io') && !apiGroup.endsWith('istio.io');
}

/** The pod template of a workload, which may be empty; undefined for what is none. */
export function podTemplateOf(kind: string, object: JsonObject): JsonObject | undefined {
  const path = POD_TEMPLATES.get(kind);
  let template = object;
  for (const key of path ?? ELSEWHERE) template = asObject(template[key]);
  return path !== undefined || asList(asObject(template.spec).containers).length > 0 ? template : undefined;
}

/** Where the pod template of a kind stands in its objects, such as `spec.template.`; empty for a Pod. */
export function podTemplateField(kind: string): string {
  return podField({ kind }, '');
}

/** The lists of a pod's spec that hold containers: native sidecars and what runs before are in the second. */
export const CONTAINER_LISTS = ['containers', 'initContainers'] as const;
