import { LabelledObjects } from './label-selector';
import { readAnnotatedCalls } from './read-annotated-calls';
import { readApiServerCalls } from './read-api-server-calls';
import { readIngressCalls } from './read-ingress-calls';
import { readPodMonitors, readServiceMonitors, ScrapeCalls } from './read-monitor-calls';
import { readRouteCalls } from './read-route-calls';
import { readAnnotatedServices, readAnnotatedWorkloads } from './read-scrape-annotations';
import type { SortedManifests } from './sort-manifests';
import type { ResolverSettings } from '../model/mesh-settings';
import type { ServiceFacts } from '../model/service-facts';
import type { WorkloadFacts } from '../model/workload-facts';

/** What calls are read out of: the manifests, and what has been read of them already. */
export interface CallSources {
  readonly sorted: SortedManifests;
  readonly workloads: readonly WorkloadFacts[];
  readonly services: readonly ServiceFacts[];
  readonly settings: Pick<ResolverSettings, 'clusterDomain' | 'enablePrometheusMerge'>;
  readonly defaultNamespace: string;
}

/** The connections that manifests declare: each names who calls and what is called. */
export function readCalls({ sorted, workloads, services, settings, defaultNamespace }: CallSources): ScrapeCalls {
  const targets = {
    services: new LabelledObjects(services, ({ labels }) => labels),
    workloads: new LabelledObjects(workloads, ({ podLabels }) => podLabels),
  };
  const ofMonitors = readServiceMonitors(sorted, targets, defaultNamespace);
  const ofServices = readAnnotatedServices(services, targets);
  return {
    calls: [
      ...readAnnotatedCalls(workloads, settings.clusterDomain),
      ...readIngressCalls(sorted, defaultNamespace),
      ...readRouteCalls(sorted, defaultNamespace),
      ...readApiServerCalls(sorted),
      ...ofMonitors.calls,
      ...ofServices.calls,
    ],
    workloadCalls: [
      ...ofMonitors.workloadCalls,
      ...readPodMonitors(sorted, targets, defaultNamespace),
      ...ofServices.workloadCalls,
      ...readAnnotatedWorkloads(workloads, settings.enablePrometheusMerge ?? true),
    ],
  };
}
