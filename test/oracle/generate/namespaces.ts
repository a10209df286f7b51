import type { Features } from './features';
import type { Random } from './random';
import type { KubernetesObject, StringMap } from '../generated-mesh';

/** One more than a connection needs, so that a rule's own, the client's and the server's namespace may differ. */
export function drawNamespaceNames(random: Random, features: Features, rootNamespace: string): string[] {
  const names = ['a', 'b', 'c'].slice(0, random.weighted([5, 2], [4, 3]));
  if (random.chance(0.15)) names.push(rootNamespace);
  if (features.has('systemNamespace')) names.push('kube-system');
  return names;
}

export function drawNamespace(random: Random, name: string, ambient: boolean): KubernetesObject {
  const labels = ambient ? ambientLabels(random) : sidecarLabels(random);
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, ...(Object.keys(labels).length > 0 && { labels }) } };
}

function sidecarLabels(random: Random): StringMap {
  return random.weighted<StringMap>(
    [80, { 'istio-injection': 'enabled' }],
    [9, {}],
    [8, { 'istio.io/rev': 'default' }],
    [4, { 'istio-injection': 'disabled' }],
    // The older label beats the newer one.
    [4, { 'istio-injection': 'enabled', 'istio.io/rev': 'canary' }],
    [3, { 'istio-injection': 'disabled', 'istio.io/rev': 'default' }],
    [2, { 'istio-injection': 'yes' }],
    [2, { 'istio.io/dataplane-mode': 'ambient' }],
  );
}

function ambientLabels(random: Random): StringMap {
  return random.weighted<StringMap>(
    [50, { 'istio.io/dataplane-mode': 'ambient' }],
    [25, { 'istio-injection': 'enabled' }],
    [10, { 'istio-injection': 'enabled', 'istio.io/dataplane-mode': 'ambient' }],
    [10, {}],
    [5, { 'istio.io/dataplane-mode': 'none' }],
    [5, { 'istio-injection': 'disabled', 'istio.io/dataplane-mode': 'ambient' }],
    [4, { 'istio.io/rev': 'default' }],
  );
}
