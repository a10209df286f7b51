import type { GeneratedMesh, Json, KubernetesObject } from './generated-mesh';

/** Looks into a mesh's plain JSON, wherever a field may be absent. */
export function ofKind(mesh: GeneratedMesh, ...kinds: string[]): KubernetesObject[] {
  return mesh.objects.filter(({ kind }) => kinds.includes(kind));
}

/** The value below these keys. */
export function at(value: unknown, ...keys: (string | number)[]): unknown {
  return keys.reduce<unknown>((inner, key) => (typeof inner === 'object' && inner !== null ? (inner as Json)[key] : undefined), value);
}

export function listAt(value: unknown, ...keys: (string | number)[]): unknown[] {
  const found = at(value, ...keys);
  return Array.isArray(found) ? found : [];
}

/** The pod that a workload's object describes. */
export function podOf(object: KubernetesObject): unknown {
  if (object.kind === 'Pod') return object;
  return at(object, 'spec', 'template') ?? at(object, 'spec', 'jobTemplate', 'spec', 'template');
}

export function podsOf(mesh: GeneratedMesh): unknown[] {
  return mesh.objects.map(podOf).filter((pod) => at(pod, 'spec', 'containers') !== undefined);
}

/** Every traffic policy of a rule: the top's and the subsets'. */
export function policiesOf(rule: KubernetesObject): unknown[] {
  return [at(rule, 'spec', 'trafficPolicy'), ...listAt(rule, 'spec', 'subsets').map((subset) => at(subset, 'trafficPolicy'))].filter(Boolean);
}

/** Every `tls` of a rule: also the ports'. */
export function tlsOf(rule: KubernetesObject): unknown[] {
  return policiesOf(rule)
    .flatMap((policy) => [at(policy, 'tls'), ...listAt(policy, 'portLevelSettings').map((port) => at(port, 'tls'))])
    .filter((tls) => tls !== undefined);
}
