import { dump } from 'js-yaml';
import type { KubernetesObject } from './generated-mesh';

export function toYaml(objects: readonly KubernetesObject[]): string {
  // Aliases would spare a few lines and cost every reader.
  return objects.map((object) => dump(object, { noRefs: true, lineWidth: 160 })).join('---\n');
}
