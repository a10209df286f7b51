import type { Focus } from './focus';
import { POLICIES, RULES } from './focus';
import { Plant } from './plant';
import { aTarget } from './target';
import type { Json } from '../../generated-mesh';
import { serviceEntry, workloadEntry } from '../config-object';

const MODES = ['DISABLE', 'ISTIO_MUTUAL', 'SIMPLE', 'MUTUAL'];
const NOTHING: Json = { connectionPool: { tcp: { maxConnections: 10 } } };

export const CLIENT_TLS: readonly Focus[] = [
  {
    rule: 'D12',
    owns: RULES,
    features: ['namedPorts'],
    plant(ground) {
      const plant = new Plant(ground);
      const { host: { host, namespace }, servicePort } = aTarget(ground);
      const policy = (): Json => {
        const tls = ground.random.chance(0.6) ? plant.tls(...MODES) : NOTHING;
        const port = { port: { number: servicePort }, ...(ground.random.chance(0.6) ? plant.tls(...MODES) : NOTHING) };
        return { ...tls, ...(ground.random.chance(0.6) && { portLevelSettings: [port] }) };
      };
      const subset = { name: 'v1', labels: { version: 'v1' }, ...(ground.random.chance(0.75) && { trafficPolicy: policy() }) };
      return [plant.rule(namespace, { host, trafficPolicy: policy(), subsets: [subset, { name: 'all' }] })];
    },
  },
  {
    rule: 'D17',
    owns: [...POLICIES, ...RULES],
    dataPlane: 'sidecar',
    plant(ground) {
      const plant = new Plant(ground);
      const { server, workloadPort } = aTarget(ground);
      const isMesh = ground.random.chance(0.5);
      const strict = ground.random.chance(0.5) ? { mtls: { mode: 'STRICT' } } : { portLevelMtls: { [workloadPort]: { mode: 'STRICT' } } };
      const disable = plant.mtls('DISABLE');
      return [isMesh ? plant.meshPolicy(disable) : plant.policy(server.namespace, disable), plant.workloadPolicy(server, strict)];
    },
  },
  {
    rule: 'D18',
    owns: RULES,
    dataPlane: 'sidecar',
    features: ['tlsModeByHand'],
    plant(ground) {
      const plant = new Plant(ground);
      const { host: { host, namespace }, servicePort } = aTarget(ground);
      const trafficPolicy = { ...plant.tls(...MODES), portLevelSettings: [{ port: { number: servicePort }, ...NOTHING }] };
      return [plant.rule(namespace, { host, trafficPolicy })];
    },
  },
  {
    rule: 'D19',
    owns: RULES,
    dataPlane: 'sidecar',
    features: ['podInjection', 'tlsModeByHand'],
    plant(ground) {
      const plant = new Plant(ground);
      return [plant.rule(ground.rootNamespace, { host: '*.local', trafficPolicy: plant.tls('ISTIO_MUTUAL', 'ISTIO_MUTUAL', ...MODES) })];
    },
  },
  {
    rule: 'D20',
    owns: RULES,
    dataPlane: 'sidecar',
    features: ['gateways'],
    plant(ground) {
      const plant = new Plant(ground);
      const { host: { host, namespace } } = aTarget(ground);
      const tls = { tls: { mode: ground.random.pick(['SIMPLE', 'MUTUAL']), credentialName: 'client-cert' } };
      const client = ground.random.pick(ground.workloads);
      const workloadSelector = { matchLabels: { app: client.podLabels.app } };
      return [
        plant.rule(namespace, { host, trafficPolicy: tls }),
        ...(ground.random.chance(0.6) ? [plant.rule(client.namespace, { host, workloadSelector, trafficPolicy: tls })] : []),
      ];
    },
  },
  {
    rule: 'D24',
    owns: [],
    features: ['workloadEntries'],
    plant(ground) {
      const namespace = ground.random.pick(ground.namespaces);
      const { names, times, random } = ground;
      const entries = ['v1', 'v2', 'v3'].map((version, i) => workloadEntry({ name: names.next('vm'), namespace, ...times.next() }, {
        address: `192.168.77.${i + 1}`,
        labels: { app: 'machine', version, ...(random.chance(0.4) && { 'security.istio.io/tlsMode': random.pick(['istio', 'disabled']) }) },
        ...(random.chance(0.5) && { serviceAccount: 'machine' }),
      }));
      const spec = {
        hosts: ['machine.corp.internal'],
        addresses: ['240.240.7.7'],
        location: 'MESH_INTERNAL',
        resolution: 'STATIC',
        ports: [{ number: 80, name: 'http', protocol: 'HTTP' }],
        workloadSelector: { labels: { app: 'machine' } },
      };
      return [...entries, serviceEntry({ name: names.next('machine'), namespace, ...times.next() }, spec)];
    },
  },
  {
    rule: 'D25',
    owns: POLICIES,
    dataPlane: 'sidecar',
    features: ['headless', 'podInjection'],
    plant(ground) {
      const plant = new Plant(ground);
      const { server, workloadPort } = aTarget(ground);
      return [
        ...(ground.random.chance(0.5) ? [plant.policy(server.namespace, plant.mtls('STRICT', 'PERMISSIVE', 'DISABLE'))] : []),
        plant.workloadPolicy(server, { ...plant.mtls('DISABLE', 'STRICT', 'UNSET'), portLevelMtls: { [workloadPort]: { mode: ground.random.pick(['DISABLE', 'STRICT']) } } }),
      ];
    },
  },
  {
    rule: 'D25 passthrough',
    owns: RULES,
    dataPlane: 'sidecar',
    features: ['podInjection', 'portModes'],
    plant(ground) {
      const plant = new Plant(ground);
      const { host: { host, namespace }, servicePort } = aTarget(ground);
      const lb = { loadBalancer: { simple: 'PASSTHROUGH' } };
      const tls = () => (ground.random.chance(0.3) ? plant.tls(...MODES) : {});
      const top = ground.random.chance(0.5);
      const port = ground.random.chance(0.25) && { portLevelSettings: [{ port: { number: servicePort }, ...lb }] };
      return [plant.rule(namespace, { host, trafficPolicy: { ...(top ? lb : NOTHING), ...tls(), ...port }, subsets: [{ name: 'all', trafficPolicy: { ...(top ? NOTHING : lb), ...tls() } }] })];
    },
  },
  {
    rule: 'D29',
    owns: [],
    features: ['serviceEntries', 'rules'],
    plant(ground) {
      const plant = new Plant(ground);
      const { random, names, times } = ground;
      const namespace = random.pick(ground.namespaces);
      const pods = ground.workloads.filter((workload) => workload.namespace === namespace);
      const spec = {
        hosts: ['pods.corp.internal'],
        addresses: ['240.240.8.8'],
        resolution: random.pick(['STATIC', 'STATIC', 'NONE']),
        ...random.pick([{}, { location: 'MESH_EXTERNAL' }, { location: 'MESH_INTERNAL' }]),
        ports: [{ number: 8080, name: 'p', protocol: random.pick(['HTTP', 'TCP']) }],
      };
      const selector = spec.resolution === 'STATIC' && pods.length > 0 ? { workloadSelector: { labels: { app: random.pick(pods).podLabels.app } } } : {};
      return [
        serviceEntry({ name: names.next('pods'), namespace, ...times.next() }, { ...spec, ...selector }),
        ...(random.chance(0.5) ? [plant.rule(namespace, { host: 'pods.corp.internal', trafficPolicy: plant.tls(...MODES) })] : []),
      ];
    },
  },
];
