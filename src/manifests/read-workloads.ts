import { kindOf, Manifest } from './manifest';
import { Owner, Owners } from './owners';
import { newestOf, withoutClusterLabels, withPods } from './read-pods';
import { readWorkload } from './read-workload';
import type { DifferingPod } from '../model/differing-pod';
import type { WorkloadFacts } from '../model/workload-facts';

/** The workloads of some manifests. A cluster dump holds the ReplicaSets and Pods of a Deployment too: they are no workloads of their own. */
export interface ReadWorkloads {
  readonly workloads: readonly WorkloadFacts[];
  readonly differingPods: readonly DifferingPod[];
}

/** What stands for a workload: its manifest, or its name where others of its manifests are all there is. */
type Head = Manifest | Owner;

/** Workloads in the order in which they come, and what they own. */
interface Owned {
  readonly heads: readonly Head[];
  readonly ownedBy: ReadonlyMap<Head, readonly Manifest[]>;
}

const NOTHING: readonly Manifest[] = [];

export function readWorkloads(manifests: readonly Manifest[], defaultNamespace = ''): ReadWorkloads {
  const workloads: WorkloadFacts[] = [];
  const differingPods: DifferingPod[] = [];
  const { heads, ownedBy } = sortByOwner(manifests, defaultNamespace);
  for (const head of heads) {
    const owned = ownedBy.get(head) ?? NOTHING;
    const workload = 'object' in head ? readWorkload(head, defaultNamespace) : readAbsent(head, owned, defaultNamespace);
    if (workload === undefined) continue;
    const pods = owned.filter((manifest) => kindOf(manifest) === 'Pod');
    if (pods.length === 0) {
      workloads.push(workload);
      continue;
    }
    const seen = withPods(workload, pods);
    workloads.push(seen.workload);
    differingPods.push(...seen.differing);
  }
  return { workloads, differingPods };
}

function sortByOwner(manifests: readonly Manifest[], defaultNamespace: string): Owned {
  const owners = new Owners(manifests, defaultNamespace);
  const heads: Head[] = [];
  const ownedBy = new Map<Head, Manifest[]>();
  for (const manifest of manifests) {
    const top = owners.topOwnerOf(manifest);
    if (top === undefined) {
      heads.push(manifest);
      continue;
    }
    const head = top.manifest ?? top;
    const owned = ownedBy.get(head);
    if (owned !== undefined) {
      owned.push(manifest);
    } else {
      ownedBy.set(head, [manifest]);
      if (top.manifest === undefined) heads.push(top);
    }
  }
  return { heads, ownedBy };
}

/** A workload of which only what it made is among the manifests: its newest ReplicaSet or Job, or else its newest Pod. */
function readAbsent({ kind, name }: Owner, owned: readonly Manifest[], defaultNamespace: string): WorkloadFacts | undefined {
  const templates = owned.filter((manifest) => kindOf(manifest) !== 'Pod');
  const read = readWorkload(newestOf(templates.length > 0 ? templates : owned), defaultNamespace);
  if (read === undefined) return undefined;
  const { ownerSelector, podLabels } = read;
  return { ...read, kind, name, ownerSelector: ownerSelector && withoutClusterLabels(ownerSelector), podLabels: withoutClusterLabels(podLabels) };
}
