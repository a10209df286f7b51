import { podTemplateField } from './pod-template';
import { behind, idOf, ScrapeCalls, ScrapeTargets } from './read-monitor-calls';
import type { CallFacts, WorkloadCallFacts } from '../model/call-facts';
import type { Labels } from '../model/labels';
import { isPortNumber } from '../model/port-number';
import { ServiceFacts, serviceTitle } from '../model/service-facts';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

const SCRAPE = 'prometheus.io/scrape';
const FIELD = `metadata.annotations["${SCRAPE}"]`;
const MERGE = 'prometheus.istio.io/merge-metrics';

/** The calls of a Prometheus that goes by the annotations of pods: proxies answer in their stead, unless they are told not to. */
export function readAnnotatedWorkloads(workloads: readonly WorkloadFacts[], enablePrometheusMerge: boolean): WorkloadCallFacts[] {
  const calls: WorkloadCallFacts[] = [];
  for (const workload of workloads) {
    const { podAnnotations, source, line } = workload;
    if (podAnnotations[SCRAPE] !== 'true') continue;
    calls.push({
      caller: { kind: 'scraper' },
      workload: idOf(workload),
      workloadPort: portOf(podAnnotations),
      sendsTls: sendsTls(podAnnotations),
      isMergedByProxy: podAnnotations[MERGE] === undefined ? enablePrometheusMerge : podAnnotations[MERGE] !== 'false',
      declaredBy: workloadTitle(workload),
      field: `${podTemplateField(workload.kind)}${FIELD}`,
      source,
      line,
    });
  }
  return calls;
}

/** The calls of a Prometheus that goes by the annotations of Services: their port is the pods'. */
export function readAnnotatedServices(services: readonly ServiceFacts[], { workloads }: ScrapeTargets): ScrapeCalls {
  const calls: CallFacts[] = [];
  const workloadCalls: WorkloadCallFacts[] = [];
  for (const service of services) {
    const { annotations, namespace, name, source, line } = service;
    if (annotations[SCRAPE] !== 'true') continue;
    const workloadPort = portOf(annotations);
    const call = { caller: { kind: 'scraper' }, sendsTls: sendsTls(annotations), declaredBy: serviceTitle(service), field: FIELD, source, line } as const;
    if (workloadPort === undefined) {
      calls.push({ ...call, service: { namespace, name } });
    } else {
      const pods = behind(service, workloads);
      workloadCalls.push(...pods.map((workload) => ({ ...call, workload: idOf(workload), workloadPort, isMergedByProxy: false })));
    }
  }
  return { calls, workloadCalls };
}

function portOf(annotations: Labels): number | undefined {
  const port = Number(annotations['prometheus.io/port']);
  return isPortNumber(port) ? port : undefined;
}

function sendsTls(annotations: Labels): boolean {
  return annotations['prometheus.io/scheme'] === 'https';
}
