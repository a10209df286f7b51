import { hostOf } from '../../engine/host-names';
import type { MeshHost } from '../../engine/mesh-host';
import type { MeshIndex } from '../../engine/mesh-index';
import { qualifiedName } from '../../model/kubernetes-name';
import type { MeshSnapshot } from '../../model/mesh-facts';
import type { WorkloadFacts } from '../../model/workload-facts';
import { didYouMean } from '../near-names';
import type { QualifiedName } from '../options/parse-values';
import type { UsageProblems } from '../usage-error';

/** The namespaces that anything of the input is in. */
export function namespacesOf(snapshot: MeshSnapshot): Set<string> {
  const { namespaces, workloads, services, workloadEntries, serviceEntries, peerAuthentications, destinationRules, sidecars } = snapshot;
  const names = new Set(namespaces.map(({ name }) => name));
  for (const objects of [workloads, services, workloadEntries, serviceEntries, peerAuthentications, destinationRules, sidecars]) {
    for (const { namespace } of objects) names.add(namespace);
  }
  return names;
}

/** Reports those of an option's namespaces that are not in the input. */
export function checkNamespaces(option: string, names: readonly string[], snapshot: MeshSnapshot, problems: UsageProblems): void {
  if (names.length === 0) return;
  const known = namespacesOf(snapshot);
  for (const name of names) if (!known.has(name)) problems.add(`${option}: namespace ${name} is not in the input; ${didYouMean(name, known)}`);
}

/** The workloads of a name, of whatever kind: a Deployment and a Job may share one. */
export function findWorkloads(option: string, name: QualifiedName, { snapshot }: MeshIndex, problems: UsageProblems): readonly WorkloadFacts[] {
  const all = [...snapshot.workloads, ...snapshot.workloadEntries];
  const found = all.filter((workload) => isNamed(workload, name));
  if (found.length === 0) problems.add(`${option}: workload ${qualifiedName(name)} is not in the input; ${didYouMean(qualifiedName(name), all.map(qualifiedName))}`);
  return found;
}

export function isNamed(object: QualifiedName, { namespace, name }: QualifiedName): boolean {
  return object.namespace === namespace && object.name === name;
}

/** The hosts of a name as clients may write it: in full, or without the cluster's domain. Several namespaces may have a ServiceEntry for one. */
export function findHosts(option: string, name: string, { hosts, settings }: MeshIndex, problems: UsageProblems): readonly MeshHost[] {
  const [service, namespace = '', ...rest] = name.split('.');
  const isShort = namespace !== '' && (rest.length === 0 || (rest.length === 1 && rest[0] === 'svc'));
  const names = isShort ? [name, hostOf(settings, { name: service, namespace })] : [name];
  const found = hosts.filter(({ host }) => names.includes(host));
  // Names of one length are compared: a short one is far from every full one.
  const shownAs = isShort ? hosts.map((host) => (host.kind === 'Service' ? `${host.object.name}.${host.namespace}` : host.host)) : hosts.map(({ host }) => host);
  if (found.length === 0) problems.add(`${option}: host ${name} is not in the input; ${didYouMean(name, shownAs)}`);
  return found;
}
