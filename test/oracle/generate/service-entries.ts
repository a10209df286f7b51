import { serviceEntry, workloadEntry } from './config-object';
import type { Bare, HostDraft, WorkloadDraft } from './ground';
import type { Random } from './random';
import type { Json, KubernetesObject, StringMap } from '../generated-mesh';

export interface DrawnEntries {
  readonly hosts: HostDraft[];
  readonly workloadEntries: KubernetesObject[];
}

const PROTOCOLS = ['HTTP', 'TCP', 'TLS', 'HTTPS', 'GRPC', 'MySQL', ''];

export function drawServiceEntries(bare: Bare, workloads: readonly WorkloadDraft[]): DrawnEntries {
  const { features, random, namespaces } = bare;
  if (!features.has('serviceEntries') && !features.has('workloadEntries')) return { hosts: [], workloadEntries: [] };
  const namespace = random.pick(namespaces);
  const workloadEntries = features.has('workloadEntries')
    ? Array.from({ length: random.int(1, 3) }, (_, i) => aWorkloadEntry(bare, namespace, i))
    : [];
  const hosts = Array.from({ length: random.int(1, 2) }, (_, i) => aServiceEntry(bare, i === 0 ? namespace : random.pick(namespaces), i, workloads));
  return { hosts, workloadEntries };
}

function aServiceEntry(bare: Bare, namespace: string, index: number, workloads: readonly WorkloadDraft[]): HostDraft {
  const { random, features, names, times } = bare;
  const host = random.pick([['api.example.com', `legacy.${namespace}.svc.cluster.local`], ['db.example.org', 'vm.corp.internal']][index]);
  const ports = drawPorts(random);
  const resolution = features.has('workloadEntries') && index === 0 ? 'STATIC' : random.pick(['NONE', 'STATIC', 'DNS', 'DNS_ROUND_ROBIN', undefined]);
  const spec = {
    hosts: [host],
    ...drawAddresses(random, resolution, index),
    ports: ports.map(({ port, targetPort, ...rest }) => ({ ...rest, number: port, ...(targetPort !== port && { targetPort }) })),
    // Left out, it is outside the mesh: the enum's zero value.
    ...random.weighted<Json>([5, { location: 'MESH_INTERNAL' }], [2, { location: 'MESH_EXTERNAL' }], [2, {}]),
    ...(resolution !== undefined && { resolution }),
    ...drawEndpoints(bare, resolution, index, ports.map(({ name }) => name), workloads.filter((workload) => workload.namespace === namespace)),
    ...(features.chance('hiddenServices', 0.4) && { exportTo: random.pick([['.'], ['*'], ['a'], ['c'], ['a', 'b']]) }),
  };
  return { namespace, host, ports, object: serviceEntry({ name: names.next('se'), namespace, ...times.next() }, spec) };
}

interface EntryPort { readonly port: number; readonly targetPort: number; readonly name: string; readonly protocol: string }

function drawPorts(random: Random): EntryPort[] {
  return random.some([80, 443, 3306], 1, 2).map((port, i) => ({
    port,
    targetPort: random.chance(0.25) ? port + 8000 : port,
    name: `p${i}`,
    protocol: random.pick(PROTOCOLS),
  }));
}

function drawAddresses(random: Random, resolution: string | undefined, index: number): Json {
  return resolution !== 'NONE' && random.chance(0.2) ? {} : { addresses: [`240.240.0.${index + 1}`] };
}

function drawEndpoints(bare: Bare, resolution: string | undefined, index: number, portNames: string[], pods: readonly WorkloadDraft[]): Json {
  const { random, features } = bare;
  if (resolution === undefined || resolution === 'NONE') return {};
  if (resolution === 'STATIC' && features.has('workloadEntries')) {
    const app = pods.length > 0 && random.chance(0.25) ? random.pick(pods).podLabels.app : 'vm';
    return { workloadSelector: { labels: { app } } };
  }
  const count = resolution === 'STATIC' ? random.int(1, 3) : random.int(0, 1);
  if (count === 0) return {};
  const isName = resolution !== 'STATIC';
  const endpoints = Array.from({ length: count }, (_, i) => ({
    address: isName && random.chance(0.5) ? 'backend.example.net' : `192.168.${index}.${i + 1}`,
    ...endpointIdentity(bare),
    ...(random.chance(0.3) && { ports: { [portNames[0]]: 7777 } }),
  }));
  return { endpoints };
}

function aWorkloadEntry(bare: Bare, namespace: string, index: number): KubernetesObject {
  const { random, names, times } = bare;
  const { labels, ...identity } = endpointIdentity(bare);
  const spec = {
    address: `192.168.9.${index + 1}`,
    labels: { app: random.chance(0.85) ? 'vm' : 'other', version: random.pick(['v1', 'v2']), ...labels },
    ...identity,
    ...(random.chance(0.3) && { ports: { p0: 7070 } }),
  };
  return workloadEntry({ name: names.next('we'), namespace, ...times.next() }, spec);
}

/** The label decides whether it takes mTLS; where there is none, a service account does. */
function endpointIdentity({ random }: Bare): { labels?: StringMap; serviceAccount?: string } {
  return {
    ...(random.chance(0.5) && { serviceAccount: 'vm' }),
    ...(random.chance(0.3) && { labels: { 'security.istio.io/tlsMode': random.pick(['istio', 'disabled']) } }),
  };
}
