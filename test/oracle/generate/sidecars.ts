import { sidecar } from './config-object';
import type { Ground, WorkloadDraft } from './ground';
import type { Json, KubernetesObject } from '../generated-mesh';

export function drawSidecars(ground: Ground): KubernetesObject[] {
  const { random, features, namespaces, rootNamespace, workloads } = ground;
  const sidecars: KubernetesObject[] = [];
  const add = (namespace: string, spec: Json) => sidecars.push(sidecar({ name: ground.names.next('sc'), namespace, ...ground.times.next() }, spec));

  if (features.has('sidecarScopes')) {
    // A namespace's own default hides the mesh's.
    if (random.chance(0.3)) add(rootNamespace, { egress: drawEgress(ground, rootNamespace) });
    for (const namespace of random.some(namespaces.filter((name) => name !== rootNamespace), 0, 2)) {
      add(namespace, { egress: drawEgress(ground, namespace), ...drawOutbound(ground) });
    }
  }
  const chosen = new Set<WorkloadDraft>();
  if (features.chance('sidecarScopes', 0.5)) chosen.add(random.pick(workloads));
  if (features.has('sidecarIngress')) random.some(workloads, 1, 2).forEach((workload) => chosen.add(workload));
  for (const workload of distinctApps(chosen)) {
    add(workload.namespace, {
      workloadSelector: { labels: { app: workload.podLabels.app } },
      ...(features.has('sidecarIngress') && { ingress: drawIngress(ground, workload) }),
      ...(!features.has('sidecarIngress') || random.chance(0.4) ? { egress: drawEgress(ground, workload.namespace), ...drawOutbound(ground) } : {}),
    });
  }
  return sidecars;
}

/** Of two Sidecars for one workload, no page says which counts. */
function distinctApps(workloads: ReadonlySet<WorkloadDraft>): Iterable<WorkloadDraft> {
  return new Map([...workloads].map((workload) => [`${workload.namespace}/${workload.podLabels.app}`, workload])).values();
}

function drawOutbound({ random }: Ground): Json {
  return random.chance(0.3) ? { outboundTrafficPolicy: { mode: random.pick(['REGISTRY_ONLY', 'ALLOW_ANY']) } } : {};
}

function drawEgress({ random, hosts, namespaces }: Ground, own: string): Json[] {
  const host = random.pick(hosts);
  const other = random.pick(namespaces);
  const wildcard = `*.${host.host.split('.').slice(1).join('.')}`;
  return [{
    hosts: random.weighted(
      [4, ['./*']],
      [2, ['*/*']],
      [3, [`${other}/*`]],
      [2, ['./*', ...(other === own ? [] : [`${other}/*`])]],
      [3, [`${host.namespace}/${host.host}`]],
      [2, [`*/${host.host}`]],
      [2, [`*/${wildcard}`]],
      [1, [`./${host.host}`]],
      [2, ['~/*']],
    ),
  }];
}

function drawIngress({ random, hosts }: Ground, { ports }: WorkloadDraft): Json[] {
  const targets = hosts.flatMap((host) => host.ports.flatMap(({ targetPort }) => (typeof targetPort === 'number' ? [targetPort] : [])));
  const numbers = [...new Set([...random.some(ports.map(({ containerPort }) => containerPort), 1, 2), ...random.some(targets, 0, 1)])];
  return (numbers.length > 0 ? numbers : [8080]).map((number) => {
    const protocol = random.pick(['HTTP', 'TCP', 'MYSQL', 'GRPC']);
    return { port: { number, protocol, name: `${protocol.toLowerCase()}-in${number}` }, defaultEndpoint: `127.0.0.1:${number}` };
  });
}
