import { CreationTimes } from '../creation-times';
import type { Focus } from './focus';
import { POLICIES } from './focus';
import { Plant } from './plant';
import { aTarget } from './target';
import { sidecar } from '../config-object';

const ANY = ['DISABLE', 'PERMISSIVE', 'STRICT', 'UNSET'];

export const SERVER_SIDE: readonly Focus[] = [
  {
    rule: 'S2',
    owns: POLICIES,
    features: ['rootSelectors'],
    plant(ground) {
      const plant = new Plant(ground);
      const { server } = aTarget(ground);
      const selected = { selector: { matchLabels: { app: server.podLabels.app } }, ...plant.mtls('STRICT', 'DISABLE') };
      return [plant.meshPolicy(selected), ...(ground.random.chance(0.5) ? [plant.meshPolicy(plant.mtls(...ANY))] : [])];
    },
  },
  {
    rule: 'S5',
    owns: POLICIES,
    dataPlane: 'sidecar',
    plant(ground) {
      const plant = new Plant(ground);
      const { server, workloadPort } = aTarget(ground);
      const port = { portLevelMtls: { [workloadPort]: { mode: ground.random.pick(ANY) } } };
      // The loser's ports are lost with it.
      const pair = ground.random.shuffled([{ ...plant.mtls(...ANY), ...port }, plant.mtls(...ANY)]);
      return [
        ...pair.map((spec, i) => plant.workloadPolicy(server, spec, i === 0 ? CreationTimes.NEWER : CreationTimes.OLDER)),
        plant.policy(server.namespace, plant.mtls(...ANY), CreationTimes.NEWER),
        plant.policy(server.namespace, plant.mtls(...ANY), CreationTimes.OLDER),
      ];
    },
  },
  {
    rule: 'S6',
    owns: POLICIES,
    dataPlane: 'sidecar',
    plant(ground) {
      const plant = new Plant(ground);
      const { server } = aTarget(ground);
      const modes = ground.random.shuffled(['STRICT', 'DISABLE', 'PERMISSIVE']);
      const scope = ground.random.int(0, 2);
      return modes.map((mode) => {
        const spec = { mtls: { mode } };
        if (scope === 0) return plant.meshPolicy(spec, CreationTimes.OLDER);
        if (scope === 1) return plant.policy(server.namespace, spec, CreationTimes.OLDER);
        return plant.workloadPolicy(server, spec, CreationTimes.OLDER);
      });
    },
  },
  {
    rule: 'S8',
    owns: POLICIES,
    dataPlane: 'sidecar',
    plant(ground) {
      const plant = new Plant(ground);
      const { server, workloadPort } = aTarget(ground);
      const port = ground.random.pick([{ mode: 'UNSET' }, {}]);
      return [
        plant.meshPolicy(plant.mtls(...ANY)),
        plant.policy(server.namespace, plant.mtls(...ANY)),
        plant.workloadPolicy(server, {
          ...plant.mtls(...ANY),
          portLevelMtls: { [workloadPort]: port, [workloadPort + 1]: { mode: ground.random.pick(ANY) } },
        }),
      ];
    },
  },
  {
    rule: 'S13',
    owns: [],
    dataPlane: 'sidecar',
    features: ['sharedTargetPorts', 'userTls'],
    plant(ground) {
      const plant = new Plant(ground);
      const { host, server, workloadPort } = aTarget(ground);
      const name = ground.names.next('twin');
      const port = { name: ground.random.pick(['http', 'tcp', 'web']), port: 8888, targetPort: workloadPort };
      const twin = {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name, namespace: server.namespace, ...ground.random.pick([CreationTimes.OLDER, CreationTimes.NEWER]) },
        spec: { selector: { app: server.podLabels.app }, ports: [port] },
      };
      return [twin, plant.rule(host.namespace, { host: `*.${host.namespace}.svc.cluster.local`, trafficPolicy: plant.tls('SIMPLE', 'MUTUAL') })];
    },
  },
  {
    rule: 'S15',
    owns: ['Sidecar'],
    dataPlane: 'sidecar',
    plant(ground) {
      const plant = new Plant(ground);
      const { server, workloadPort } = aTarget(ground);
      const number = ground.random.pick([workloadPort, workloadPort + 1]);
      const portLevelMtls = { [workloadPort]: { mode: ground.random.pick(ANY) } };
      const ingress = [{ port: { number, protocol: ground.random.pick(['HTTP', 'TCP']), name: 'in' }, defaultEndpoint: `127.0.0.1:${number}` }];
      const spec = { workloadSelector: { labels: { app: server.podLabels.app } }, ingress };
      return [
        sidecar({ name: ground.names.next('sc'), namespace: server.namespace, ...ground.times.next() }, spec),
        plant.workloadPolicy(server, { ...plant.mtls(...ANY), portLevelMtls }, CreationTimes.OLDER),
      ];
    },
  },
  {
    rule: 'S17',
    owns: POLICIES,
    dataPlane: 'sidecar',
    features: ['unusualPorts', 'podInjection'],
    plant(ground) {
      const plant = new Plant(ground);
      const { server, workloadPort } = aTarget(ground);
      const first = {
        apiVersion: 'v1',
        kind: 'Service',
        metadata: { name: ground.names.next('sql'), namespace: server.namespace, ...CreationTimes.OLDER },
        spec: { selector: { app: server.podLabels.app }, ports: [{ name: 'mysql', port: 3307, targetPort: workloadPort }] },
      };
      return [first, plant.policy(server.namespace, plant.mtls('PERMISSIVE', 'UNSET'))];
    },
  },
  {
    rule: 'S19',
    owns: POLICIES,
    dataPlane: 'sidecar',
    features: ['uncapturedPorts'],
    plant(ground) {
      const plant = new Plant(ground);
      return [plant.meshPolicy(plant.mtls('STRICT', 'PERMISSIVE'))];
    },
  },
];
