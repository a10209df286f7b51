import { declarationOf } from './declaration';
import { asList, asObject, asText, asTextList, isJsonObject, JsonObject } from './json';
import type { LabelledObjects } from './label-selector';
import type { Manifest } from './manifest';
import { readObject } from './read-object';
import type { SortedManifests } from './sort-manifests';
import type { CallFacts, WorkloadCallFacts } from '../model/call-facts';
import { isPortNumber } from '../model/port-number';
import type { ServiceFacts } from '../model/service-facts';
import type { WorkloadFacts } from '../model/workload-facts';

export interface ScrapeCalls {
  readonly calls: readonly CallFacts[];
  readonly workloadCalls: readonly WorkloadCallFacts[];
}

/** What scrape configurations may mean. */
export interface ScrapeTargets {
  readonly services: LabelledObjects<ServiceFacts>;
  readonly workloads: LabelledObjects<WorkloadFacts>;
}

/** The calls of Prometheus to the pods of Services. */
export function readServiceMonitors(sorted: SortedManifests, { services, workloads }: ScrapeTargets, defaultNamespace: string): ScrapeCalls {
  const calls: CallFacts[] = [];
  const workloadCalls: WorkloadCallFacts[] = [];
  for (const manifest of sorted.of('ServiceMonitor')) {
    const selected = selectedBy(manifest, services, defaultNamespace);
    for (const [i, endpoint] of asList(asObject(manifest.object.spec).endpoints).map(asObject).entries()) {
      if (isLeftToRelabelling(endpoint)) continue;
      const call = { caller: { kind: 'scraper' }, sendsTls: sendsTls(endpoint), ...declarationOf(manifest, `spec.endpoints[${i}]`, defaultNamespace) } as const;
      const port = asText(endpoint.port) || undefined;
      const target = portOf(endpoint.targetPort);
      for (const service of selected) {
        if (port === undefined && target !== undefined) {
          const pods = behind(service, workloads);
          workloadCalls.push(...pods.map((workload) => ({ ...call, workload: idOf(workload), workloadPort: target, isMergedByProxy: false })));
        } else if (port === undefined || service.ports.some(({ name }) => name === port)) {
          calls.push({ ...call, service: { namespace: service.namespace, name: service.name }, port });
        }
      }
    }
  }
  return { calls, workloadCalls };
}

/** The calls of Prometheus to pods that are in no Service, or need not be. */
export function readPodMonitors(sorted: SortedManifests, { workloads }: ScrapeTargets, defaultNamespace: string): WorkloadCallFacts[] {
  const calls: WorkloadCallFacts[] = [];
  for (const manifest of sorted.of('PodMonitor')) {
    const selected = selectedBy(manifest, workloads, defaultNamespace);
    for (const [i, endpoint] of asList(asObject(manifest.object.spec).podMetricsEndpoints).map(asObject).entries()) {
      if (isLeftToRelabelling(endpoint)) continue;
      const call = {
        caller: { kind: 'scraper' }, sendsTls: sendsTls(endpoint), isMergedByProxy: false, ...declarationOf(manifest, `spec.podMetricsEndpoints[${i}]`, defaultNamespace),
      } as const;
      const name = asText(endpoint.port) || undefined;
      const workloadPort = name ?? portOf(endpoint.portNumber) ?? portOf(endpoint.targetPort);
      for (const workload of selected) {
        if (name === undefined || workload.ports.some((port) => port.name === name)) calls.push({ ...call, workload: idOf(workload), workloadPort });
      }
    }
  }
  return calls;
}

export function behind(service: ServiceFacts, workloads: LabelledObjects<WorkloadFacts>): WorkloadFacts[] {
  return service.selector === undefined ? [] : workloads.select({ matchLabels: service.selector }, [service.namespace]);
}

export function idOf({ namespace, name, kind }: WorkloadFacts): WorkloadCallFacts['workload'] {
  return { namespace, name, kind };
}

function selectedBy<T extends { readonly namespace: string }>(manifest: Manifest, objects: LabelledObjects<T>, defaultNamespace: string): T[] {
  const { selector, namespaceSelector } = asObject(manifest.object.spec);
  if (!isJsonObject(selector)) return [];
  const { any, matchNames } = asObject(namespaceSelector);
  if (any === true) return objects.select(selector);
  const names = asTextList(matchNames);
  return objects.select(selector, names.length > 0 ? names : [readObject(manifest, defaultNamespace).namespace]);
}

/** Without a port, every port is a candidate, of which relabelling picks some: which, no manifest tells. */
function isLeftToRelabelling({ port, portNumber, targetPort, relabelings }: JsonObject): boolean {
  return !asText(port) && portOf(portNumber) === undefined && portOf(targetPort) === undefined && asList(relabelings).length > 0;
}

function sendsTls({ scheme }: JsonObject): boolean {
  return asText(scheme)?.toLowerCase() === 'https';
}

function portOf(port: unknown): number | string | undefined {
  return isPortNumber(port) || (typeof port === 'string' && port !== '') ? port : undefined;
}
