import { BY_DEFAULT, OpenPorts, openPortsOf } from './open-ports';
import type { MeshIndex } from '../../engine/mesh-index';
import { PolicyReach } from '../../engine/policy-reach';
import { groupBy } from '../../model/group-by';
import { qualifiedName } from '../../model/kubernetes-name';
import { EffectiveMode, inherit } from '../../model/mode-strength';
import { byAge } from '../../model/object-facts';
import { PeerAuthenticationFacts, scopeOf } from '../../model/peer-authentication-facts';
import type { WorkloadFacts } from '../../model/workload-facts';

/** A policy, and what it comes to beside the others. */
export interface ListedPolicy {
  readonly policy: PeerAuthenticationFacts;
  /** Undefined where Istio ignores it whole. */
  readonly scope?: 'mesh' | 'namespace' | 'workload';
  /** What its mode comes to once inheritance has been followed. */
  readonly effectiveMode: EffectiveMode;
  readonly selected: readonly WorkloadFacts[];
  /** Why Istio does not follow it; undefined where it does. */
  readonly ignored?: string;
  /** The policies below it that say otherwise for a part of it. */
  readonly overriddenBy: readonly PeerAuthenticationFacts[];
  /** What takes plaintext because of it. */
  readonly open: readonly OpenPorts[];
}

export interface PolicyList {
  readonly policies: readonly ListedPolicy[];
  /** What takes plaintext because no policy says otherwise. */
  readonly openByDefault: readonly OpenPorts[];
}

const RANK = { mesh: 0, namespace: 1, workload: 2 };

/** Every policy of the mesh: the mesh's first, then each namespace's with those of its workloads. */
export function listPolicies(mesh: MeshIndex): PolicyList {
  const open = openPortsOf(mesh);
  const reach = new PolicyReach(mesh);
  const all = mesh.snapshot.peerAuthentications;
  const byNamespace = groupBy(all, ({ namespace }) => namespace);
  const policies = [...all].map((policy): ListedPolicy => {
    const scope = scopeOf(policy, mesh.settings.rootNamespace)?.kind;
    const ignored = whyIgnored(mesh, reach, policy, scope);
    return {
      policy,
      scope,
      effectiveMode: effectiveMode(mesh, policy, scope),
      selected: selectedBy(mesh, reach, policy, scope),
      ignored,
      overriddenBy: ignored === undefined ? overridersOf(mesh, reach, policy, scope === 'mesh' ? all : byNamespace.get(policy.namespace) ?? []) : [],
      open: open.get(`PeerAuthentication ${qualifiedName(policy)}`) ?? [],
    };
  });
  return { policies: policies.sort(byPlace), openByDefault: open.get(BY_DEFAULT) ?? [] };
}

function byPlace(one: ListedPolicy, other: ListedPolicy): number {
  const rank = ({ scope }: ListedPolicy): number => (scope === undefined ? RANK.workload : RANK[scope]);
  const isMesh = ({ scope }: ListedPolicy): number => Number(scope !== 'mesh');
  return isMesh(one) - isMesh(other) || compare(one.policy.namespace, other.policy.namespace)
    || rank(one) - rank(other) || byAge(one.policy, other.policy);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}

function effectiveMode({ policies }: MeshIndex, policy: PeerAuthenticationFacts, scope: ListedPolicy['scope']): EffectiveMode {
  // A namespace without a policy of its own has the mesh's mode.
  const parent = scope === 'workload' ? policies.namespaceMode(policy.namespace) : policies.namespaceMode(policies.rootNamespace);
  return inherit(policy.mode, scope === 'mesh' ? inherit(policy.mode, parent.mode) : parent.mode);
}

function selectedBy(
  mesh: MeshIndex, reach: PolicyReach, { namespace, selector }: PeerAuthenticationFacts, scope: ListedPolicy['scope'],
): readonly WorkloadFacts[] {
  switch (scope) {
    case undefined: return [];
    case 'mesh': return mesh.snapshot.workloads;
    case 'namespace': return reach.selectedBy(namespace, {});
    case 'workload': return reach.selectedBy(namespace, selector);
  }
}

function whyIgnored({ policies }: MeshIndex, reach: PolicyReach, policy: PeerAuthenticationFacts, scope: ListedPolicy['scope']): string | undefined {
  if (scope === undefined) return 'a selector in the root namespace';
  const followed = scope === 'mesh' ? policies.meshPolicies()[0] : scope === 'namespace' ? policies.namespacePolicies(policy.namespace)[0] : undefined;
  if (followed === policy) return undefined;
  if (followed !== undefined) return behind(followed, policy);
  const selected = reach.selectedBy(policy.namespace, policy.selector);
  if (selected.length === 0) return 'it selects nothing here';
  const followedThere = selected.map((workload) => policies.selecting(workload)[0]);
  return followedThere.includes(policy) ? undefined : behind(followedThere[0], policy);
}

function behind(followed: PeerAuthenticationFacts, policy: PeerAuthenticationFacts): string {
  const isOlder = byAge({ ...followed, name: '', namespace: '' }, { ...policy, name: '', namespace: '' }) !== 0;
  return `${followed.name} is ${isOlder ? 'older' : 'first by name'}`;
}

/** Policies nearer to the workloads, of those that Istio follows. */
function overridersOf(
  mesh: MeshIndex, reach: PolicyReach, policy: PeerAuthenticationFacts, candidates: readonly PeerAuthenticationFacts[],
): PeerAuthenticationFacts[] {
  const scope = scopeOf(policy, mesh.settings.rootNamespace)?.kind;
  if (scope !== 'mesh' && scope !== 'namespace') return [];
  return candidates.filter((other) => {
    const kind = other === policy ? undefined : scopeOf(other, mesh.settings.rootNamespace)?.kind;
    return kind !== undefined && RANK[kind] > RANK[scope] && reach.isFollowed(other);
  }).sort(byAge);
}
