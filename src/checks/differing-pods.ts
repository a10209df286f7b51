import { someOf } from './break-groups';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { objectOf, ReasonObject } from '../engine/reason';
import type { DifferingPod } from '../model/differing-pod';
import { groupBy } from '../model/group-by';
import type { Labels } from '../model/labels';
import type { MeshSnapshot } from '../model/mesh-facts';
import { podField } from '../model/pod-field';
import { workloadTitle } from '../model/workload-facts';

/** Labels that decide by themselves how a pod is in the mesh. */
const OF_MESH = ['istio.io/dataplane-mode', 'istio.io/rev', 'networking.istio.io/tunnel', 'security.istio.io/tlsMode', 'sidecar.istio.io/inject'];

export const differingPods: Check = {
  id: 'MTLS118',
  title: 'Pods run otherwise than their workload says',
  severity: 'warning',
  why: 'A pod keeps the proxy and the labels with which it was made. Where a Namespace was labelled later, or a template changed without a rollout, pods of one workload differ: a policy or Service selects some and not the others, and a STRICT port works with some and not the others.',
  remedy: 'Restart the workload (kubectl rollout restart), so that all of its pods are as it says.',
  see: 'https://istio.io/latest/docs/setup/additional-setup/sidecar-injection/',
  *run({ mesh: { snapshot } }: CheckContext) {
    if (snapshot.differingPods.length === 0) return;
    const workloads = new Map(snapshot.workloads.map((workload) => [workloadTitle(workload), objectOf(workload.kind, workload)]));
    const used = labelsInUse(snapshot);
    for (const [title, pods] of groupBy(snapshot.differingPods, ({ workload }) => workloadTitle(workload))) {
      const object = workloads.get(title) ?? objectOf(pods[0].workload.kind, { ...pods[0], ...pods[0].workload });
      yield* ofProxies(object, pods.filter((pod) => pod.hasProxyContainer !== undefined));
      yield* ofLabels(object, pods, used);
    }
  },
};

function* ofProxies(object: ReasonObject, pods: readonly DifferingPod[]): Generator<Report, undefined> {
  for (const [hasProxy, alike] of groupBy(pods, (pod) => pod.hasProxyContainer)) {
    yield {
      severity: 'warning',
      object,
      message: `${describe(alike)} of ${workloadTitle(object)} differ from the others: got ${hasProxy ? 'a proxy, and none' : 'no proxy, and one'} in the others; allowed: all alike`,
      remedy: 'restart the workload, so that all of its pods are made anew',
    };
  }
  return undefined;
}

function* ofLabels(object: ReasonObject, pods: readonly DifferingPod[], used: ReadonlySet<string>): Generator<Report, undefined> {
  const differences = pods.flatMap((pod) => pod.labels.filter(({ key }) => used.has(key)).map((label) => ({ pod, label })));
  for (const [key, alike] of groupBy(differences, ({ label }) => label.key)) {
    const [{ label: { expected, got } }] = alike;
    yield {
      severity: 'warning',
      object,
      field: podField(object, `metadata.labels["${key}"]`),
      message: `${describe(alike.map(({ pod }) => pod))} of ${workloadTitle(object)} differ in a label that something selects by: got ${describeLabel(key, got)}; allowed: ${describeLabel(key, expected)}, as the workload has it`,
      remedy: 'restart the workload, or put the label into its pod template',
    };
  }
  return undefined;
}

function describe(pods: readonly DifferingPod[]): string {
  return `${pods.length} ${pods.length === 1 ? 'pod' : 'pods'} (${someOf(pods.map(({ pod }) => pod).sort(), 1)})`;
}

function describeLabel(key: string, value: string | undefined): string {
  return value === undefined ? `no label ${key}` : `${key}=${value}`;
}

/** The keys of labels by which something is selected; others differ without harm. */
function labelsInUse(snapshot: MeshSnapshot): ReadonlySet<string> {
  const { peerAuthentications, services, destinationRules, sidecars, authorizationPolicies, serviceEntries } = snapshot;
  const used = new Set(OF_MESH);
  const add = (selector: Labels | undefined) => {
    for (const key in selector) used.add(key);
  };
  for (const { selector } of [...peerAuthentications, ...services, ...authorizationPolicies]) add(selector);
  for (const { workloadSelector } of [...destinationRules, ...sidecars, ...serviceEntries]) add(workloadSelector);
  for (const { subsets } of destinationRules) for (const { labels } of subsets) add(labels);
  return used;
}
