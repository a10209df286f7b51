import type { WorkloadFacts } from './workload-facts';

/** Where kinds keep their pod template that keep it elsewhere than most. */
const TEMPLATES: Readonly<Record<string, string>> = { CronJob: 'spec.jobTemplate.spec.template.', Pod: '', WorkloadEntry: '' };

/** Where something of the pod template stands in the workload's own manifest. */
export function podField({ kind }: Pick<WorkloadFacts, 'kind'>, field: string): string {
  return `${TEMPLATES[kind] ?? 'spec.template.'}${field}`;
}

export function podAnnotationField(workload: Pick<WorkloadFacts, 'kind'>, annotation: string): string {
  return podField(workload, `metadata.annotations["${annotation}"]`);
}
