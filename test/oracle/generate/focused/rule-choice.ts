import { CreationTimes } from '../creation-times';
import type { Focus } from './focus';
import { RULES } from './focus';
import { Plant } from './plant';
import { aTarget, clientNamespace } from './target';

const MODES = ['DISABLE', 'ISTIO_MUTUAL', 'SIMPLE'];

export const RULE_CHOICE: readonly Focus[] = [
  {
    rule: 'D2',
    owns: RULES,
    plant(ground) {
      const plant = new Plant(ground);
      const target = aTarget(ground);
      const { host: { host, shortName, namespace } } = target;
      const name = ground.random.pick([shortName ?? host, `${shortName}.${namespace}`, `${shortName}.${namespace}.svc`]);
      return [namespace, clientNamespace(ground, target)].map((where) => plant.rule(where, { host: name, trafficPolicy: plant.tls(...MODES) }));
    },
  },
  {
    rule: 'D3',
    owns: RULES,
    plant(ground) {
      const plant = new Plant(ground);
      const { host: { host, namespace } } = aTarget(ground);
      const [, ...rest] = host.split('.');
      const hosts = ground.random.some([`*.${rest.join('.')}`, '*.svc.cluster.local', '*.local', '*', host, `*${host.slice(1)}`], 2, 4);
      return hosts.map((name) => plant.rule(namespace, { host: name, trafficPolicy: plant.tls(...MODES) }));
    },
  },
  {
    rule: 'D4',
    owns: RULES,
    plant(ground) {
      const plant = new Plant(ground);
      const target = aTarget(ground);
      const { host: { host, namespace } } = target;
      const wildcard = ground.random.pick(['*', '*.local', '*.svc.cluster.local', `*.${namespace}.svc.cluster.local`]);
      return [
        plant.rule(clientNamespace(ground, target), { host: wildcard, trafficPolicy: plant.tls(...MODES) }),
        plant.rule(namespace, { host, trafficPolicy: plant.tls(...MODES) }),
        plant.rule(ground.rootNamespace, { host: ground.random.pick([host, '*.local']), trafficPolicy: plant.tls(...MODES), ...(ground.random.chance(0.4) && { exportTo: ['.'] }) }),
      ];
    },
  },
  {
    rule: 'D5',
    owns: RULES,
    plant(ground) {
      const plant = new Plant(ground);
      const { host: { host, namespace } } = aTarget(ground);
      const where = ground.random.pick([namespace, ground.rootNamespace]);
      return [
        plant.rule(where, { host, exportTo: ground.random.pick([['elsewhere'], ['.', 'elsewhere']]), trafficPolicy: plant.tls(...MODES) }),
        plant.rule(where, { host: '*.svc.cluster.local', trafficPolicy: plant.tls(...MODES) }),
      ];
    },
  },
  {
    rule: 'D7',
    owns: RULES,
    plant(ground) {
      const plant = new Plant(ground);
      const { host: { host, namespace } } = aTarget(ground);
      // The top-level policy comes from one rule whole; subsets come together by name.
      const subset = (name: string) => ({ subsets: [{ name, labels: { version: 'v1' }, ...(ground.random.chance(0.5) && { trafficPolicy: plant.tls(...MODES) }) }] });
      const top = () => (ground.random.chance(0.7) ? { trafficPolicy: plant.tls(...MODES) } : {});
      const exportTo = ground.random.pick([{}, { exportTo: ['*'] }]);
      return [
        plant.rule(namespace, { host, ...top(), ...subset('v1'), ...exportTo }, CreationTimes.NEWER),
        plant.rule(namespace, { host, ...top(), ...subset(ground.random.pick(['v1', 'v2'])), ...exportTo }, ground.random.pick([CreationTimes.OLDER, CreationTimes.NEWER])),
      ];
    },
  },
  {
    rule: 'D8',
    owns: RULES,
    plant(ground) {
      const plant = new Plant(ground);
      const { host: { host, namespace } } = aTarget(ground);
      const exports = ground.random.some([undefined, ['*'], ['a', 'b'], ['a', 'b', 'c'], ['.'], ['b', 'c']], 2, 3);
      return exports.map((exportTo) => plant.rule(namespace, { host, ...(exportTo && { exportTo: exportTo.map((name) => (name === namespace ? '.' : name)) }), trafficPolicy: plant.tls(...MODES) }));
    },
  },
  {
    rule: 'D9',
    owns: RULES,
    plant(ground) {
      const plant = new Plant(ground);
      const target = aTarget(ground);
      const { host: { host, namespace } } = target;
      const own = clientNamespace(ground, target);
      const client = ground.workloads.find((workload) => workload.namespace === own);
      const selector = { workloadSelector: { matchLabels: { app: ground.random.chance(0.5) && client ? client.podLabels.app : 'nobody' } } };
      return [
        plant.rule(own, { host, ...selector, trafficPolicy: plant.tls(...MODES) }),
        plant.rule(namespace, { host, trafficPolicy: plant.tls(...MODES) }),
        ...(ground.random.chance(0.4) ? [plant.rule(own, { host, trafficPolicy: plant.tls(...MODES) })] : []),
      ];
    },
  },
  {
    rule: 'D10',
    owns: RULES,
    plant(ground) {
      const plant = new Plant(ground);
      const target = aTarget(ground);
      const own = clientNamespace(ground, target);
      const client = ground.workloads.find((workload) => workload.namespace === own) ?? target.server;
      const { host } = target.host;
      return [
        plant.rule(own, { host, workloadSelector: { matchLabels: { app: client.podLabels.app } }, trafficPolicy: plant.tls(...MODES) }),
        plant.rule(own, { host, exportTo: ['.'], trafficPolicy: plant.tls(...MODES) }),
      ];
    },
  },
];
