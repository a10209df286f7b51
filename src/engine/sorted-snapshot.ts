import type { MeshSnapshot } from '../model/mesh-facts';

interface Named {
  readonly namespace?: string;
  readonly name: string;
  readonly kind?: string;
}

interface Declared {
  readonly declaredBy: string;
  readonly field: string;
}

/** A snapshot in the order of namespaces and names: whoever takes the first of something takes the same one, whatever the order of the manifests. */
export function sortedSnapshot(snapshot: MeshSnapshot): MeshSnapshot {
  return {
    ...snapshot,
    namespaces: sorted(snapshot.namespaces, byName),
    workloads: sorted(snapshot.workloads, byName),
    workloadEntries: sorted(snapshot.workloadEntries, byName),
    services: sorted(snapshot.services, byName),
    serviceEntries: sorted(snapshot.serviceEntries, byName),
    peerAuthentications: sorted(snapshot.peerAuthentications, byName),
    destinationRules: sorted(snapshot.destinationRules, byName),
    sidecars: sorted(snapshot.sidecars, byName),
    authorizationPolicies: sorted(snapshot.authorizationPolicies, byName),
    calls: sorted(snapshot.calls, byDeclaration),
    workloadCalls: sorted(snapshot.workloadCalls, byDeclaration),
  };
}

function sorted<T>(items: readonly T[], compareItems: (one: T, other: T) => number): T[] {
  return [...items].sort(compareItems);
}

function byName(one: Named, other: Named): number {
  return compare(one.namespace ?? '', other.namespace ?? '') || compare(one.name, other.name) || compare(one.kind ?? '', other.kind ?? '');
}

function byDeclaration(one: Declared, other: Declared): number {
  return compare(one.declaredBy, other.declaredBy) || compare(one.field, other.field);
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
