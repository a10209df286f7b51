import type { Focus } from './focus';
import { POLICIES } from './focus';
import { Plant } from './plant';
import { aTarget } from './target';
import type { Json } from '../../generated-mesh';
import type { Ground } from '../ground';

const WEAK = ['PERMISSIVE', 'DISABLE'];

/** A workload's policy with a mode for one port that it listens on, beside those of mesh and namespace. */
function portException(ground: Ground, mesh: Json, namespace: Json | undefined, workload: Json, port: string) {
  const plant = new Plant(ground);
  const { server, workloadPort } = aTarget(ground);
  return [
    plant.meshPolicy(mesh),
    ...(namespace && server.namespace !== ground.rootNamespace ? [plant.policy(server.namespace, namespace)] : []),
    plant.workloadPolicy(server, { ...workload, portLevelMtls: { [workloadPort]: { mode: port } } }),
  ];
}

const STRICT: Json = { mtls: { mode: 'STRICT' } };
const UNSET: Json = { mtls: { mode: 'UNSET' } };

export const AMBIENT: readonly Focus[] = [
  {
    rule: 'A9',
    owns: POLICIES,
    dataPlane: 'mixed',
    features: ['rules'],
    plant(ground) {
      const plant = new Plant(ground);
      return [plant.meshPolicy(plant.mtls('DISABLE', 'PERMISSIVE'))];
    },
  },
  {
    rule: 'A10a',
    owns: POLICIES,
    dataPlane: 'ambient',
    plant(ground) {
      const plant = new Plant(ground);
      const selector = ground.random.pick<Json>([{ selector: {} }, { selector: { matchLabels: {} } }]);
      return [plant.meshPolicy({ ...selector, ...plant.mtls('STRICT') })];
    },
  },
  {
    rule: 'A11.3',
    owns: POLICIES,
    dataPlane: 'ambient',
    plant: (ground) => portException(ground, ground.random.pick([STRICT, UNSET]), undefined, STRICT, ground.random.pick(WEAK)),
  },
  {
    rule: 'A11.4',
    owns: POLICIES,
    dataPlane: 'ambient',
    plant: (ground) => portException(ground, UNSET, ground.random.pick([undefined, UNSET, STRICT]), { mtls: { mode: ground.random.pick(WEAK) } }, 'STRICT'),
  },
  {
    rule: 'A11.5',
    owns: POLICIES,
    dataPlane: 'ambient',
    plant: (ground) => portException(ground, UNSET, STRICT, ground.random.pick([UNSET, {}]), ground.random.pick(WEAK)),
  },
  {
    rule: 'A11.6',
    owns: POLICIES,
    dataPlane: 'ambient',
    plant: (ground) => portException(ground, ground.random.pick([UNSET, STRICT]), { mtls: { mode: ground.random.pick(WEAK) } }, UNSET, 'STRICT'),
  },
  {
    rule: 'A12a',
    owns: POLICIES,
    dataPlane: 'ambient',
    plant: (ground) => portException(ground, STRICT, ground.random.pick([undefined, UNSET, {}]), { mtls: { mode: ground.random.pick(WEAK) } }, 'STRICT'),
  },
  {
    rule: 'A12b',
    owns: POLICIES,
    dataPlane: 'ambient',
    plant: (ground) => portException(ground, STRICT, ground.random.pick([UNSET, {}]), ground.random.pick([UNSET, {}]), 'PERMISSIVE'),
  },
  {
    rule: 'A17',
    owns: POLICIES,
    dataPlane: 'mixed',
    features: ['tunnelLabels', 'podDataPlane'],
    plant(ground) {
      const plant = new Plant(ground);
      return [plant.meshPolicy(plant.mtls('STRICT'))];
    },
  },
  {
    rule: 'A4',
    owns: POLICIES,
    dataPlane: 'mixed',
    features: ['bypassInbound'],
    plant(ground) {
      const plant = new Plant(ground);
      return [plant.meshPolicy(plant.mtls('STRICT'))];
    },
  },
  {
    rule: 'D22',
    owns: ['DestinationRule'],
    dataPlane: 'mixed',
    features: ['rules'],
    plant(ground) {
      const plant = new Plant(ground);
      const { host } = aTarget(ground);
      return [plant.rule(host.namespace, { host: host.host, trafficPolicy: plant.tls('DISABLE', 'ISTIO_MUTUAL', 'SIMPLE', 'MUTUAL') })];
    },
  },
  {
    rule: 'D27',
    owns: POLICIES,
    dataPlane: 'mixed',
    features: ['headless', 'rules'],
    plant(ground) {
      const plant = new Plant(ground);
      return [plant.meshPolicy(plant.mtls('STRICT', 'PERMISSIVE'))];
    },
  },
];
