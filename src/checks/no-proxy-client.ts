import { describeSome, namespacesOf, targetsOf } from './break-groups';
import type { Break } from './breaks';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { callsCompletely } from './dead-calls';
import { objectOf } from '../engine/reason';
import { addToGroup, groupBy } from '../model/group-by';
import { SYSTEM_NAMESPACES } from '../model/namespace-facts';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

export const noProxyClient: Check = {
  id: 'MTLS101',
  title: 'A client without a proxy calls a STRICT port',
  severity: 'error',
  why: 'Without a proxy nobody encrypts what the application sends. A STRICT port refuses plaintext: a sidecar resets the connection, ztunnel closes it.',
  remedy: 'Give the client a proxy (label its Namespace or its pods), call over a gateway, or keep the port PERMISSIVE with a reason.',
  see: 'https://istio.io/latest/docs/concepts/security/#permissive-mode',
  *run(context: CheckContext) {
    const isComplete = callsCompletely(context.mesh);
    for (const [group, breaks] of groupBy(context.breaksWithoutProxy().filter(isOfClient), (found) => found.group)) {
      const declared = new Map<WorkloadFacts, Break[]>();
      for (const found of breaks) for (const client of found.declared) addToGroup(declared, client, found);
      // What a group of clients cannot reach is described once: there may be thousands of either.
      const ofAll = summaryOf(breaks);
      for (const client of group.clients()) {
        const own = declared.get(client);
        if (own !== undefined) yield report(context, client, summaryOf(own), true);
        if (context.isInfrastructure(client.namespace) || isComplete(client)) continue;
        const others = own === undefined ? breaks : without(breaks, own);
        if (others.length > 0) yield report(context, client, own === undefined ? ofAll : summaryOf(others), false);
      }
    }
  },
};

/** A client on its server's own node gets past ztunnel, whose answer then hangs on where pods run. */
function isOfClient({ cause, outcome, decision }: Break): boolean {
  return cause.rule === 'no-proxy-client' && (outcome === 'refused' || (outcome === 'depends' && decision.reasons.some(({ rule }) => rule === 'same-node')));
}

function without(breaks: readonly Break[], some: readonly Break[]): readonly Break[] {
  const taken = new Set(some);
  return breaks.filter((found) => !taken.has(found));
}

interface Summary {
  readonly connections: number;
  readonly ports: number;
  readonly targets: string;
  readonly blocks: readonly string[];
  readonly dependsOnNode: boolean;
}

function summaryOf(breaks: readonly Break[]): Summary {
  const targets = targetsOf(breaks);
  return {
    connections: breaks.length,
    ports: targets.size,
    targets: describeSome(targets),
    blocks: namespacesOf(breaks),
    dependsOnNode: breaks.every(({ outcome }) => outcome === 'depends'),
  };
}

function report(context: CheckContext, client: WorkloadFacts, summary: Summary, isDeclared: boolean): Report {
  const { connections, ports, targets, blocks, dependsOnNode } = summary;
  const verb = isDeclared ? 'calls' : 'cannot reach';
  const what = dependsOnNode ? `reaches from other nodes ${ports === 1 ? 'no STRICT port' : `none of ${ports} STRICT ports`}`
    : `${verb} ${ports === 1 ? 'a STRICT port' : `${ports} STRICT ports`}`;
  return {
    severity: isDeclared && !dependsOnNode ? 'error' : 'warning',
    object: objectOf(client.kind, client),
    message: `${workloadTitle(client)} has no proxy and ${what}: got plaintext to ${targets}; allowed: mutual TLS`,
    remedy: remedyOf(context, client),
    connections,
    blocks,
  };
}

/** What keeps the proxy away. */
function remedyOf({ mesh }: CheckContext, { namespace, podLabels, podAnnotations, hostNetwork }: WorkloadFacts): string {
  const otherwise = 'or keep the ports PERMISSIVE';
  if (hostNetwork) return `pods of the node's network get no proxy: call over a gateway, ${otherwise}`;
  if (SYSTEM_NAMESPACES.has(namespace)) return `pods of ${namespace} get no proxy: call from another namespace, ${otherwise}`;
  const inject = 'sidecar.istio.io/inject';
  if (podLabels[inject] === 'false' || podAnnotations[inject] === 'false') return `take ${inject}: "false" from its pods, ${otherwise}`;
  const mode = 'istio.io/dataplane-mode';
  if (podLabels[mode] === 'none') return `take ${mode}: none from its pods, ${otherwise}`;
  const labels = mesh.namespace(namespace)?.labels ?? {};
  if (labels['istio-injection'] === undefined && labels['istio.io/rev'] === undefined) return `label Namespace ${namespace} for injection and restart the pods, ${otherwise}`;
  return `give it a proxy, ${otherwise}`;
}
