import { byDeclaration, declarerOf, describeServers, isRefused, namespacesOfServers, RefusedCall, refusedCalls } from './calls-of-strangers';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { strangersCall } from '../engine/strangers-call';
import type { WorkloadCallFacts } from '../model/call-facts';
import type { WorkloadFacts } from '../model/workload-facts';
import { workloadTitle } from '../model/workload-facts';

export const scraperOutsideMesh: Check = {
  id: 'MTLS115',
  title: 'Prometheus scrapes a STRICT port in plaintext',
  severity: 'error',
  why: 'A scraper asks each pod by its own address, and its own proxy, if it has one, passes that on as it is. A STRICT port refuses plaintext: the metrics are gone. Where the proxy merges metrics, it answers for its application, and nothing is lost.',
  remedy: 'Let the proxy merge metrics, make the metrics port PERMISSIVE with a reason, or have Prometheus scrape with TLS and the certificate of its own proxy.',
  see: 'https://istio.io/latest/docs/ops/integrations/prometheus/#tls-settings',
  *run(context: CheckContext) {
    for (const calls of byDeclaration(refusedScrapes(context))) yield report(context, calls);
  },
};

function* refusedScrapes(context: CheckContext): Generator<RefusedCall, undefined> {
  // Whether the certificate of a scraper with TLS leads to the mesh's root, no manifest tells.
  for (const refused of refusedCalls(context, 'scraper')) if (!refused.call.sendsTls) yield refused;
  const { mesh, mesh: { snapshot } } = context;
  if (snapshot.workloadCalls.length === 0) return undefined;
  const workloads = new Map(snapshot.workloads.map((workload) => [workloadTitle(workload), workload]));
  for (const call of snapshot.workloadCalls) {
    const workload = workloads.get(workloadTitle(call.workload));
    if (workload === undefined || call.sendsTls || isMerged(context, call, workload)) continue;
    for (const port of portsOf(call, workload)) {
      const endpoint = { workload, labels: workload.podLabels, port };
      const outcome = strangersCall(mesh, endpoint, { isServerFirst: false }, false);
      if (isRefused(outcome)) yield { call, endpoint, outcome };
    }
  }
  return undefined;
}

/** ztunnel merges nothing: only a sidecar answers for its application. */
function isMerged({ mesh }: CheckContext, { isMergedByProxy }: WorkloadCallFacts, workload: WorkloadFacts): boolean {
  return isMergedByProxy && mesh.dataPlaneOf(workload) === 'sidecar';
}

function portsOf({ workloadPort }: WorkloadCallFacts, { ports }: WorkloadFacts): number[] {
  if (typeof workloadPort === 'number') return [workloadPort];
  return ports.filter(({ name }) => workloadPort === undefined || name === workloadPort).map(({ number }) => number);
}

function report({ mesh }: CheckContext, calls: readonly RefusedCall[]): Report {
  return {
    // A scraper in ambient mode reaches what ztunnel serves.
    severity: mesh.settings.ambient || calls.every(({ endpoint }) => mesh.dataPlaneOf(endpoint.workload!) === 'ambient') ? 'warning' : 'error',
    object: declarerOf(calls[0]),
    field: calls[0].call.field,
    message: `Prometheus is refused at ${describeServers(calls)}: got a scrape in plaintext of a STRICT port; allowed: PERMISSIVE at this port, or metrics that the proxy merges`,
    remedy: 'make the metrics port PERMISSIVE with a reason, or let the proxy merge metrics',
    connections: calls.length,
    blocks: namespacesOfServers(calls),
  };
}
