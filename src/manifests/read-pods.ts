import { asObject, asText, asTexts } from './json';
import type { Manifest } from './manifest';
import { ProxyRole, readProxy } from './read-proxy';
import { isRunningPod } from './read-workload';
import type { DifferingLabel, DifferingPod } from '../model/differing-pod';
import type { Labels } from '../model/labels';
import type { WorkloadFacts } from '../model/workload-facts';

/** Labels by which the cluster tells Pods of one workload apart. */
const OF_CLUSTER: ReadonlySet<string> = new Set([
  'apps.kubernetes.io/pod-index', 'batch.kubernetes.io/controller-uid', 'batch.kubernetes.io/job-completion-index', 'batch.kubernetes.io/job-name',
  'controller-revision-hash', 'controller-uid', 'job-name', 'pod-template-generation', 'pod-template-hash', 'rollouts-pod-template-hash',
  'statefulset.kubernetes.io/pod-name', 'topology.kubernetes.io/region', 'topology.kubernetes.io/zone',
]);
/** Labels that injection adds; where it adds one value alone, the value. Mirrors istio's injection-template.yaml and pkg/kube/inject. */
const OF_INJECTION: ReadonlyMap<string, string | undefined> = new Map([
  ['networking.istio.io/tunnel', 'http'],
  ['security.istio.io/tlsMode', 'istio'],
  ['service.istio.io/canonical-name', undefined],
  ['service.istio.io/canonical-revision', undefined],
  ['topology.istio.io/network', undefined],
]);
/** Where the agent of ambient mode notes that it captures the Pod. */
const REDIRECTION = 'ambient.istio.io/redirection';
const NO_LABELS: readonly DifferingLabel[] = [];

interface ReadPod {
  readonly manifest: Manifest;
  readonly labels: Labels;
  readonly annotations: Labels;
  readonly proxy: ProxyRole;
  /** Whether it is neither finished nor on its way out. */
  readonly isLive: boolean;
}

/** A workload as its Pods show it, and the Pods that are otherwise. */
export interface SeenWorkload {
  readonly workload: WorkloadFacts;
  readonly differing: readonly DifferingPod[];
}

export function withPods(workload: WorkloadFacts, pods: readonly Manifest[]): SeenWorkload {
  const read = pods.map(readPod);
  const live = read.filter((pod) => pod.isLive);
  const witnesses = live.length > 0 ? live : read;
  const proxy = usualProxy(witnesses);
  const redirection = witnesses[witnesses.length - 1].annotations[REDIRECTION];
  return {
    workload: {
      ...workload,
      hasProxyContainer: proxy === 'sidecar',
      isGateway: proxy === 'gateway',
      isRunning: workload.isRunning || pods.some(({ object }) => isRunningPod(object)),
      podAnnotations: redirection === undefined ? workload.podAnnotations : { ...workload.podAnnotations, [REDIRECTION]: redirection },
    },
    differing: live.map((pod) => differenceOf(workload, proxy, pod)).filter((pod) => pod !== undefined),
  };
}

/** The object that was made last, as far as timestamps say. */
export function newestOf(manifests: readonly Manifest[]): Manifest {
  return manifests.reduce((newest, manifest) => (createdAt(manifest) >= createdAt(newest) ? manifest : newest));
}

/** Labels of a Pod that others of its workload have too. */
export function withoutClusterLabels(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key]) => !OF_CLUSTER.has(key)));
}

function createdAt({ object }: Manifest): string {
  return asText(asObject(object.metadata).creationTimestamp) ?? '';
}

function readPod(manifest: Manifest): ReadPod {
  const { labels, annotations, deletionTimestamp } = asObject(manifest.object.metadata);
  const { phase } = asObject(manifest.object.status);
  const podAnnotations = asTexts(annotations);
  return {
    manifest,
    labels: asTexts(labels),
    annotations: podAnnotations,
    proxy: readProxy(asObject(manifest.object.spec), podAnnotations),
    isLive: phase !== 'Succeeded' && phase !== 'Failed' && asText(deletionTimestamp) === undefined,
  };
}

/** What most Pods have; where as many have one thing as another, what the newest has. */
function usualProxy(pods: readonly ReadPod[]): ProxyRole {
  const [{ proxy: first }] = pods;
  if (pods.every(({ proxy }) => proxy === first)) return first;
  const count = (role: ProxyRole) => pods.filter(({ proxy }) => proxy === role).length;
  const newest = readPod(newestOf(pods.map(({ manifest }) => manifest))).proxy;
  const others: ProxyRole[] = ['sidecar', 'gateway', 'none'];
  return others.reduce((usual, role) => (count(role) > count(usual) ? role : usual), newest);
}

function differenceOf(workload: WorkloadFacts, proxy: ProxyRole, pod: ReadPod): DifferingPod | undefined {
  const labels = differingLabels(workload.podLabels, pod.labels);
  const hasProxy = pod.proxy === 'sidecar';
  const differs = hasProxy !== (proxy === 'sidecar');
  if (labels.length === 0 && !differs) return undefined;
  const { kind, namespace, name } = workload;
  const { source, line, object } = pod.manifest;
  return {
    workload: { kind, namespace, name },
    pod: asText(asObject(object.metadata).name) ?? '',
    source,
    line,
    labels,
    hasProxyContainer: differs ? hasProxy : undefined,
  };
}

function differingLabels(expected: Labels, got: Labels): readonly DifferingLabel[] {
  let differing: DifferingLabel[] | undefined;
  for (const key in expected) {
    if (got[key] !== expected[key]) (differing ??= []).push({ key, expected: expected[key], got: got[key] });
  }
  for (const key in got) {
    if (expected[key] === undefined && !isAdded(key, got[key])) (differing ??= []).push({ key, got: got[key] });
  }
  return differing ?? NO_LABELS;
}

function isAdded(key: string, value: string): boolean {
  if (OF_CLUSTER.has(key)) return true;
  return OF_INJECTION.has(key) && (OF_INJECTION.get(key) ?? value) === value;
}
