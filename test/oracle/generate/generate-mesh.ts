import { withRevision } from './config-object';
import { CreationTimes } from './creation-times';
import { drawDestinationRules } from './destination-rules';
import { Features } from './features';
import { FOCUSES } from './focused/all-focuses';
import type { Focus } from './focused/focus';
import type { Bare, Ground } from './ground';
import { drawMeshConfig, rootNamespaceOf } from './mesh-config';
import { drawNamespace, drawNamespaceNames } from './namespaces';
import { drawPeerAuthentications } from './peer-authentications';
import { Random } from './random';
import { drawServiceEntries } from './service-entries';
import { drawServices } from './services';
import { drawSidecars } from './sidecars';
import { UniqueNames } from './unique-names';
import { drawWorkloads } from './workloads';
import type { GeneratedMesh, KubernetesObject, StringMap } from '../generated-mesh';

/** How often a mesh is drawn around one planted situation. */
const FOCUSED = 0.45;

/** The mesh of a seed: always the same one, for this version of the generator. A focus of one's own makes it another. */
export function generateMesh(seed: number, focus?: Focus): GeneratedMesh {
  const random = new Random(seed);
  const drawn = random.chance(FOCUSED) ? random.pick(FOCUSES) : undefined;
  return { id: `seed ${seed}`, ...drawMesh(random, focus ?? drawn) };
}

function drawMesh(random: Random, focus: Focus | undefined): Omit<GeneratedMesh, 'id'> {
  const features = new Features(random, focus?.features);
  const ambient = focus?.dataPlane === undefined ? random.chance(0.3) : focus.dataPlane !== 'sidecar';
  const meshConfig = drawMeshConfig(random, features);
  const rootNamespace = rootNamespaceOf(meshConfig);
  const namespaces = drawNamespaceNames(random, features, rootNamespace);
  const times = new CreationTimes(random, features, ambient);
  const bare: Bare = { random, features, ambient, rootNamespace, namespaces, times, names: new UniqueNames(random) };
  return { objects: drawObjects(bare, focus), meshConfig, ambient };
}

function drawObjects(bare: Bare, focus: Focus | undefined): KubernetesObject[] {
  const { random, namespaces, ambient } = bare;
  const drawn = namespaces.map((name) => withDataPlane(drawNamespace(random, name, ambient), focus, random));
  const workloads = drawWorkloads(bare, new Map(drawn.map(({ metadata }) => [metadata.name, metadata.labels ?? {}])));
  const services = drawServices(bare, workloads);
  const entries = drawServiceEntries(bare, workloads);
  const ground: Ground = { ...bare, workloads, hosts: [...services, ...entries.hosts] };
  const config = [...drawPeerAuthentications(ground), ...drawDestinationRules(ground), ...drawSidecars(ground)]
    .filter(({ kind }) => !focus?.owns.includes(kind));
  const planted = focus?.plant(ground) ?? [];
  return [
    ...drawn, ...workloads.map(({ object }) => object), ...services.map(({ object }) => object),
    ...[...entries.hosts.map(({ object }) => object), ...entries.workloadEntries, ...config].map((object) => withRevision(bare, object)),
    ...planted,
  ];
}

function withDataPlane(namespace: KubernetesObject, focus: Focus | undefined, random: Random): KubernetesObject {
  if (focus?.dataPlane === undefined || random.chance(0.1)) return namespace;
  const isAmbient = focus.dataPlane === 'ambient' || (focus.dataPlane === 'mixed' && random.chance(0.65));
  const labels: StringMap = isAmbient ? { 'istio.io/dataplane-mode': 'ambient' } : { 'istio-injection': 'enabled' };
  return { ...namespace, metadata: { ...namespace.metadata, labels } };
}

