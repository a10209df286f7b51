import type { KubernetesObject, Json, ObjectMetadata, StringMap } from '../generated-mesh';

export interface PodTemplate {
  readonly metadata: { readonly labels: StringMap; readonly annotations?: StringMap };
  readonly spec: Json;
}

/** Kinds that keep their pods running, and so stand behind Services. */
export const SERVER_KINDS = ['Deployment', 'StatefulSet', 'DaemonSet'];

/** The object of this kind that owns pods of the template; a Pod is one itself. */
export function podOwner(kind: string, metadata: ObjectMetadata, selector: StringMap, template: PodTemplate): KubernetesObject {
  const spec = { selector: { matchLabels: selector }, template };
  switch (kind) {
    case 'Pod':
      return { apiVersion: 'v1', kind, metadata: { ...metadata, ...template.metadata }, spec: template.spec };
    case 'Job':
      return { apiVersion: 'batch/v1', kind, metadata, spec: { template: runsOnce(template) } };
    case 'CronJob':
      return { apiVersion: 'batch/v1', kind, metadata, spec: { schedule: '0 3 * * *', jobTemplate: { spec: { template: runsOnce(template) } } } };
    case 'StatefulSet':
      return { apiVersion: 'apps/v1', kind, metadata, spec: { serviceName: metadata.name, ...spec } };
    default:
      return { apiVersion: 'apps/v1', kind, metadata, spec };
  }
}

function runsOnce(template: PodTemplate): PodTemplate {
  return { ...template, spec: { ...template.spec, restartPolicy: 'Never' } };
}
