import type { Break } from './breaks';
import type { CheckContext } from './check-context';
import type { ClientGroup } from '../engine/client-groups';
import { reachableEndpoints, subsetsFor } from '../engine/connections';
import { decide } from '../engine/decide';
import { fullHost } from '../engine/host-names';
import type { MeshHost } from '../engine/mesh-host';
import { reachOf } from '../engine/rule-reach';
import type { RuleName } from '../engine/rules';
import type { DestinationRuleFacts } from '../model/destination-rule-facts';
import type { WorkloadFacts } from '../model/workload-facts';

/** What a rule itself can do to its clients. */
const BY_RULES: ReadonlySet<RuleName> = new Set(['credential-ignored', 'certificate-missing', 'tls-disable', 'tls-istio-mutual', 'tls-own', 'port-entry-without-tls']);

/**
 * Breaks of clients that the manifests do not hold: a rule for exactly one host that cannot work as written is wrong
 * whoever calls. Left out where the manifests hold all of the rule's clients, as these have been asked.
 */
export function* foreseenBreaks(context: CheckContext): Generator<Break, undefined> {
  const { mesh } = context;
  for (const rule of mesh.snapshot.destinationRules) {
    if (fullHost(mesh.settings, rule).startsWith('*')) continue;
    for (const host of context.ruleClients.hostsOf(rule)) {
      const namespace = namespaceOfOthers(context, rule, host);
      if (namespace !== undefined) yield* breaksOfClient(context, clientOf(rule, namespace), rule, host);
    }
  }
  return undefined;
}

/** A namespace that may hold clients which the manifests do not. */
function namespaceOfOthers(context: CheckContext, rule: DestinationRuleFacts, host: MeshHost): string | undefined {
  const { settings } = context.mesh;
  const isAsked = (namespace: string): boolean => context.ruleClients.in(namespace).length > 0 && !context.isInfrastructure(namespace);
  const reach = reachOf(rule, host, settings);
  if (reach === 'everywhere') {
    const namespace = rule.namespace === settings.rootNamespace ? host.namespace : rule.namespace;
    return isAsked(namespace) ? undefined : namespace;
  }
  const namespaces = [...reach];
  return namespaces.some(isAsked) ? undefined : namespaces.find((namespace) => !context.isKnown(namespace) || context.isInfrastructure(namespace));
}

function* breaksOfClient({ mesh }: CheckContext, client: WorkloadFacts, rule: DestinationRuleFacts, host: MeshHost): Generator<Break, undefined> {
  if (mesh.ruleOf(client, host).rule?.from.includes(rule) !== true) return undefined;
  for (const port of host.ports) {
    for (const subset of [undefined, ...subsetsFor(mesh, client, host, port)]) {
      for (const endpoint of reachableEndpoints(mesh, { client, host, port, subset })) {
        const decision = decide(mesh, { client, host, port, subset, endpoint });
        const { outcome, reasons } = decision;
        const cause = reasons.find(({ rule: name }) => BY_RULES.has(name));
        // A port that the server's proxy does not see is not the rule's fault.
        const isOfRule = cause !== undefined && reasons.every(({ rule: name }) => name !== 'port-not-captured');
        if (isOfRule && (outcome === 'refused' || outcome === 'broken')) yield { group: groupOf(client), host, port, subset, endpoint, outcome, decision, cause, declared: [], possible: 0 };
      }
    }
  }
  return undefined;
}

/** A client with a sidecar that nobody has written down. */
function clientOf({ workloadSelector, source }: DestinationRuleFacts, namespace: string): WorkloadFacts {
  return {
    kind: 'Pod',
    namespace,
    name: '',
    source,
    annotations: {},
    podLabels: workloadSelector ?? {},
    podAnnotations: {},
    hostNetwork: false,
    hasProxyContainer: true,
    ports: [],
    probes: [],
    isRunning: true,
  };
}

function groupOf(client: WorkloadFacts): ClientGroup {
  return { key: `foreseen ${client.namespace}`, kind: '', example: client, size: 0, has: () => false, clients: () => [] };
}
