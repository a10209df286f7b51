import { peerAuthentication } from './config-object';
import type { Ground, WorkloadDraft } from './ground';
import type { Random } from './random';
import type { Json, KubernetesObject, StringMap } from '../generated-mesh';

export function drawPeerAuthentications(ground: Ground): KubernetesObject[] {
  const { random, features, namespaces, rootNamespace, workloads } = ground;
  const policies: KubernetesObject[] = [];
  const add = (namespace: string, spec: Json) => {
    policies.push(peerAuthentication({ name: ground.names.next('pa'), namespace, ...ground.times.next() }, spec));
  };
  const howMany = (probability: number) => (random.chance(probability) ? (features.chance('duplicatePolicies', 0.4) ? random.int(2, 3) : 1) : 0);

  times(howMany(0.6), () => add(rootNamespace, { ...noSelector(ground), ...mtls(random) }));
  for (const namespace of namespaces.filter((name) => name !== rootNamespace)) {
    times(howMany(0.45), () => add(namespace, { ...noSelector(ground), ...mtls(random) }));
  }
  for (const workload of random.some(workloads, 0, 3)) {
    times(howMany(0.8), () => add(workload.namespace, workloadPolicy(ground, workload)));
  }
  if (features.has('rootSelectors')) add(rootNamespace, workloadPolicy(ground, random.pick(workloads)));
  return policies;
}

function times(count: number, action: () => void): void {
  for (let i = 0; i < count; i++) action();
}

/** There are three ways to say that nobody is selected in particular. */
function noSelector({ random, features }: Ground): Json {
  if (!features.chance('emptySelectors', 0.5)) return {};
  return random.chance(0.5) ? { selector: {} } : { selector: { matchLabels: {} } };
}

export function mtls(random: Random): Json {
  const inherits: readonly Json[] = [{}, { mtls: {} }, { mtls: { mode: 'UNSET' } }];
  return random.weighted([25, { mtls: aMode('PERMISSIVE') }], [30, { mtls: aMode('STRICT') }], [18, { mtls: aMode('DISABLE') }], [27, random.pick(inherits)]);
}

const aMode = (mode: string): Json => ({ mode });

function workloadPolicy(ground: Ground, workload: WorkloadDraft): Json {
  const { random, features } = ground;
  return {
    selector: { matchLabels: drawSelector(ground, workload) },
    ...mtls(random),
    ...(features.chance('portModes', 0.65) && { portLevelMtls: portModes(ground, workload) }),
  };
}

function drawSelector({ random, features }: Ground, { podLabels: { app, version, tier } }: WorkloadDraft): StringMap {
  if (features.chance('injectedLabels', 0.4)) {
    return random.weighted<StringMap>(
      [3, { 'security.istio.io/tlsMode': 'istio' }],
      [1, { 'security.istio.io/tlsMode': 'disabled' }],
      [2, { 'service.istio.io/canonical-name': app }],
    );
  }
  if (tier !== undefined && random.chance(0.3)) return { tier };
  return random.weighted<StringMap>([7, { app }], [2, { app, version }], [1, { app: 'nobody' }], [1, { app, track: 'none' }]);
}

function portModes(ground: Ground, workload: WorkloadDraft): Json {
  const { random } = ground;
  const numbers = new Set<number>();
  while (numbers.size < random.int(1, 3)) numbers.add(aPortKey(ground, workload));
  return Object.fromEntries([...numbers].map((number) => [String(number), portMode(random)]));
}

/** Mostly a port that the pod listens on; else the port of a Service, by mistake, or one that nobody declares. */
function aPortKey({ random, hosts }: Ground, { ports }: WorkloadDraft): number {
  const ofServices = hosts.flatMap((host) => host.ports.map(({ port }) => port));
  const ofTargets = hosts.flatMap((host) => host.ports.flatMap(({ targetPort }) => (typeof targetPort === 'number' ? [targetPort] : [])));
  const ofPod = ports.map(({ containerPort }) => containerPort);
  return random.pick(random.weighted([6, [...ofPod, 8080]], [2, [...ofTargets, 8080]], [1, [...ofServices, 80]], [1, [65535, 15020]]));
}

function portMode(random: Random): Json {
  return random.weighted<Json>([3, aMode('STRICT')], [3, aMode('PERMISSIVE')], [3, aMode('DISABLE')], [2, aMode('UNSET')], [1, {}]);
}
