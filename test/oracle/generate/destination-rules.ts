import { destinationRule } from './config-object';
import type { Ground, HostDraft } from './ground';
import { drawTrafficPolicy, RuleSite } from './traffic-policies';
import type { Json, KubernetesObject, StringMap } from '../generated-mesh';

export function drawDestinationRules(ground: Ground): KubernetesObject[] {
  const { random, features, hosts } = ground;
  if (!features.has('rules') || hosts.length === 0) return [];
  // Few hosts for all of them: rules that never meet show nothing.
  const hot = random.some(hosts, 1, 2);
  const count = features.has('manyRules') ? random.int(4, 7) : random.int(1, 3);
  return Array.from({ length: count }, () => aRule(ground, random.pick(random.chance(0.8) ? hot : hosts)));
}

function aRule(ground: Ground, host: HostDraft): KubernetesObject {
  const { names, times } = ground;
  const namespace = drawNamespace(ground, host);
  const selects = drawWorkloadSelector(ground, namespace);
  const spec = {
    host: drawHost(ground, host, namespace),
    ...selects,
    ...drawExportTo(ground, namespace, 'workloadSelector' in selects),
    ...drawTrafficPolicy(ground, { host, namespace }, 0.85),
    ...drawSubsets(ground, { host, namespace }),
  };
  return destinationRule({ name: names.next('dr'), namespace, ...times.next() }, spec);
}

/** A client's, the service's own, the root namespace. */
function drawNamespace({ random, rootNamespace, namespaces }: Ground, host: HostDraft): string {
  return random.weighted([4, host.namespace], [4, random.pick(namespaces)], [2, rootNamespace]);
}

function drawHost({ random, features }: Ground, { host, shortName }: HostDraft, namespace: string): string {
  const labels = host.split('.');
  if (features.chance('wildcards', 0.5)) {
    const suffixes = labels.slice(1).map((_, i) => `*.${labels.slice(1 + i).join('.')}`);
    return random.weighted([8, random.pick(suffixes)], [2, '*'], [1, `*${host.slice(1)}`], [1, '*.example.org']);
  }
  if (features.chance('oddHosts', 0.4)) {
    // A short name is completed with the rule's own namespace; a name with a dot in it never is.
    return random.pick([shortName ?? host, shortName ?? host, labels.slice(0, 2).join('.'), `${labels[0]}.${namespace}.svc`, 'nobody.example.org']);
  }
  return host;
}

/** What the API server lets in: a rule that selects clients may name its own namespace only. */
function drawExportTo({ random, features, namespaces, rootNamespace }: Ground, namespace: string, selectsClients: boolean): Json {
  if (!features.chance('ruleExports', 0.6)) return {};
  if (selectsClients) return { exportTo: [random.pick(['.', namespace])] };
  const others = [...namespaces, rootNamespace, 'elsewhere'].filter((name) => name !== namespace);
  return {
    exportTo: random.weighted(
      [4, ['.']],
      [2, ['*']],
      [1, []],
      [1, [namespace]],
      [3, [random.pick(others)]],
      [2, ['.', random.pick(others)]],
      [2, random.some([...new Set([...others, namespace])], 2, 2)],
    ),
  };
}

function drawWorkloadSelector({ random, features, workloads }: Ground, namespace: string): Json {
  if (!features.chance('ruleSelectors', 0.5)) return {};
  const clients = workloads.filter((workload) => workload.namespace === namespace);
  const { app, version } = random.pick(clients.length > 0 ? clients : workloads).podLabels;
  const matchLabels = random.weighted<StringMap>([5, { app }], [2, { app, version }], [2, { version: 'v1' }], [2, { app: 'nobody' }], [1, {}]);
  return { workloadSelector: { matchLabels } };
}

function drawSubsets(ground: Ground, site: RuleSite): Json {
  const { random, features } = ground;
  if (!features.chance('subsets', 0.6)) return {};
  const subsets = random.some(['v1', 'v2', 'all'], 1, 2).map((name) => ({
    name,
    ...(name !== 'all' && { labels: { version: name } }),
    ...drawTrafficPolicy(ground, site, 0.6),
  }));
  return { subsets };
}
