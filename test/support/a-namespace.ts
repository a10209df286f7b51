import type { Labels } from '../../src/model/labels';
import type { NamespaceFacts } from '../../src/model/namespace-facts';

export function aNamespace(name: string, labels: Labels = {}): NamespaceFacts {
  return { name, labels, annotations: {}, source: `${name}.yaml` };
}
