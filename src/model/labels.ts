/** Labels of a Kubernetes object, or the matchLabels of a selector. */
export type Labels = Readonly<Record<string, string>>;

/** cdk8s-plus's default pod label: a hash of the construct path, so it changes when the construct moves in the tree. */
export const CDK8S_ADDRESS_LABEL = 'cdk8s.io/metadata.addr';

// Labels that a new release, rollout or Pod changes: a selector that holds one loses the old pods halfway.
const VOLATILE = new Set([
  'app.kubernetes.io/version',
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'batch.kubernetes.io/job-name',
  'controller-uid',
  'helm.sh/chart',
  'job-name',
  'pod-template-generation',
  'statefulset.kubernetes.io/pod-name',
]);
// Helm 2's label: name and version of the chart.
const VERSIONED_CHART = /-v?\d+\.\d+/;
const VOLATILE_WORD = /hash|checksum|revision-number/;

/** Whether a selector selects an object with these labels. An empty selector selects everything. */
export function selects(selector: Labels, labels: Labels): boolean {
  for (const key in selector) if (labels[key] !== selector[key]) return false;
  return true;
}

/** The labels that outlive a release: what a policy may select by. */
export function stableLabels(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([key, value]) => !isVolatile(key, value)));
}

function isVolatile(key: string, value: string): boolean {
  return VOLATILE.has(key) || VOLATILE_WORD.test(key) || (key === 'chart' && VERSIONED_CHART.test(value));
}

/** One spelling per set of labels, whatever their order: for use as a key. */
export function labelsKey(labels: Labels): string {
  const keys = Object.keys(labels);
  if (keys.length === 1) return `${keys[0]}=${labels[keys[0]]}`;
  // No label holds a comma or an equals sign.
  return keys.sort().map((key) => `${key}=${labels[key]}`).join(',');
}

export function describeLabels(labels: Labels): string {
  const pairs = Object.entries(labels).map(([key, value]) => `${key}=${value}`);
  return pairs.length === 0 ? 'no labels' : pairs.sort().join(',');
}
