import type { Bare, ContainerPort, WorkloadDraft } from './ground';
import { drawPodMeshMetadata, PodMeshMetadata } from './pod-mesh-metadata';
import { podOwner, SERVER_KINDS } from './pod-owner';
import type { Json, StringMap } from '../generated-mesh';

/** Well-known numbers among them: an unnamed 3306 is MySQL to Istio, and 15020 is the proxy's own. */
const PORTS = [8080, 8080, 9090, 7000, 3306, 5432, 443];
const PORT_NAMES = ['web', 'admin', 'data'];

const APPS = ['cli', 'srv', 'api', 'db', 'old', 'ops', 'bot', 'hub'];

export function drawWorkloads(bare: Bare, namespaceLabels: ReadonlyMap<string, StringMap>): WorkloadDraft[] {
  const { random, namespaces } = bare;
  const workloads: WorkloadDraft[] = [];
  const apps = random.shuffled(APPS);
  const count = random.int(4, 8);
  for (let i = 0; workloads.length < count; i++) {
    // The first ones go round, so that no namespace stays empty.
    const namespace = i < namespaces.length ? namespaces[i] : random.pick(namespaces);
    const labels = namespaceLabels.get(namespace) ?? {};
    const first = aWorkload(bare, { namespace, app: apps[i], version: 'v1', namespaceLabels: labels });
    workloads.push(first);
    // A second version behind the same Services, with a place in the mesh of its own.
    if (random.chance(0.3)) workloads.push(aWorkload(bare, { namespace, app: apps[i], version: 'v2', namespaceLabels: labels, ports: first.ports }));
  }
  return workloads.slice(0, 7);
}

interface Wanted {
  readonly namespace: string;
  readonly app: string;
  readonly version: string;
  readonly namespaceLabels: StringMap;
  readonly ports?: readonly ContainerPort[];
}

function aWorkload(bare: Bare, wanted: Wanted): WorkloadDraft {
  const { random, features, times } = bare;
  const { namespace, app, version } = wanted;
  const ports = wanted.ports ? otherNumbers(bare, wanted.ports) : drawPorts(bare);
  const mesh = drawPodMeshMetadata(bare, wanted.namespaceLabels, ports);
  const own = { app, version };
  const podLabels = { ...own, ...(random.chance(0.4) && { tier: random.pick(['1', '2']) }), ...mesh.labels };
  const kind = drawKind(bare);
  const name = version === 'v1' ? app : `${app}-${version}`;
  const template = {
    metadata: { labels: podLabels, ...(Object.keys(mesh.annotations).length > 0 && { annotations: mesh.annotations }) },
    spec: podSpec(ports, mesh),
  };
  // Labels of the owner are not the pods': nobody may be led astray by them.
  const misleading = kind !== 'Pod' && features.chance('tlsModeByHand', 0.2) && { labels: { 'security.istio.io/tlsMode': 'istio', 'sidecar.istio.io/inject': 'false' } };
  return { kind, namespace, name, podLabels, ports, object: podOwner(kind, { name, namespace, ...misleading, ...times.next() }, own, template) };
}

function drawKind({ random, features }: Bare): string {
  if (features.chance('podsWithoutOwner', 0.3)) return 'Pod';
  if (features.chance('batch', 0.3)) return random.pick(['Job', 'CronJob']);
  return random.weighted([6, SERVER_KINDS[0]], [1, SERVER_KINDS[1]], [1, SERVER_KINDS[2]]);
}

function drawPorts({ random, features }: Bare): ContainerPort[] {
  const numbers = new Set(random.some(PORTS, 1, 3));
  if (features.chance('uncapturedPorts', 0.15)) numbers.add(random.pick([15020, 15021, 15090]));
  const names = random.shuffled(PORT_NAMES);
  const named = features.has('namedPorts');
  return [...numbers].map((containerPort, i) => ({ containerPort, ...(named && i < names.length && random.chance(0.8) && { name: names[i] }) }));
}

/** A port's name may stand for another number in another pod, or for none. */
function otherNumbers({ random }: Bare, ports: readonly ContainerPort[]): ContainerPort[] {
  return ports
    .filter(({ name }) => name === undefined || random.chance(0.9))
    .map((port) => (port.name !== undefined && random.chance(0.3) ? { ...port, containerPort: port.containerPort + 1 } : port));
}

function podSpec(ports: readonly ContainerPort[], { hostNetwork, holdsProxy }: PodMeshMetadata): Json {
  const containers = [
    { name: 'app', image: 'app', ...(ports.length > 0 && { ports }) },
    ...(holdsProxy ? [{ name: 'istio-proxy', image: 'istio/proxyv2', args: ['proxy', 'sidecar'] }] : []),
  ];
  return { ...(hostNetwork && { hostNetwork }), ...(holdsProxy && { initContainers: [ISTIO_INIT] }), containers };
}

/** What redirects the pod's connections to its proxy, as injection writes it. */
const ISTIO_INIT = {
  name: 'istio-init',
  image: 'istio/proxyv2',
  args: ['istio-iptables', '-p', '15001', '-z', '15006', '-u', '1337', '-m', 'REDIRECT', '-i', '*', '-x', '', '-b', '*', '-d', '15090,15021,15020'],
};
