import { counted, someNames } from './counted';
import type { Style } from './style';
import { table } from './table';
import { describeLabels } from '../../model/labels';
import { workloadTitle } from '../../model/workload-facts';
import { ageOf } from '../list/age';
import type { ListedPolicy, PolicyList } from '../list/listed-policy';
import type { OpenPorts } from '../list/open-ports';

const HEAD = ['SCOPE', 'POLICY', 'MODE', 'PORTS', 'WORKLOADS', 'AGE', 'OVERRIDDEN BY', 'STILL PERMISSIVE'];

/** The policies as an aligned table, and below it what no policy is for. */
export function listText({ policies, openByDefault }: PolicyList, now: number, style: Style): string {
  const [head, ...rows] = table([HEAD, ...policies.map((listed) => rowOf(listed, now))]);
  const body = policies.length === 0 ? ['no PeerAuthentication: every port in the mesh is PERMISSIVE'] : [style.strong(head), ...rows];
  const open = openByDefault.length === 0 ? [] : ['', `no policy, so PERMISSIVE by default: ${describeOpen(openByDefault)}`];
  return `${[...body, ...open].join('\n')}\n`;
}

function rowOf(listed: ListedPolicy, now: number): string[] {
  const { policy, effectiveMode, ignored, overriddenBy, open } = listed;
  return [
    scopeText(listed),
    `${policy.namespace}/${policy.name}`,
    policy.mode === effectiveMode ? policy.mode : `${policy.mode} (${effectiveMode})`,
    [...policy.ports].map(([port, mode]) => `${port}=${mode}`).join(' ') || '-',
    workloadsText(listed),
    ageOf(policy.created, now) ?? '-',
    ignored === undefined ? someNames(overriddenBy.map(({ namespace, name }) => `${namespace}/${name}`), 2) || '-' : `ignored: ${ignored}`,
    open.length === 0 ? '-' : describeOpen(open),
  ];
}

function scopeText({ scope, policy: { namespace, selector } }: ListedPolicy): string {
  switch (scope) {
    case undefined: return 'none';
    case 'mesh': return 'mesh';
    case 'namespace': return `namespace ${namespace}`;
    case 'workload': return `workload ${describeLabels(selector)}`;
  }
}

function workloadsText({ scope, selected }: ListedPolicy): string {
  if (scope === 'workload') return someNames(selected.map(({ name }) => name), 2) || 'none';
  return selected.length === 0 ? 'none' : counted(selected.length, 'workload');
}

function describeOpen(open: readonly OpenPorts[]): string {
  return someNames(open.map(({ workload, ports }) => `${workloadTitle(workload)}:${ports.map(({ port, mode }) => (mode === 'PERMISSIVE' ? `${port}` : `${port} ${mode}`)).join(',')}`), 2);
}
