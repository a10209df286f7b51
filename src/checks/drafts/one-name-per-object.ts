import { hasDuplicates } from '../../model/duplicates';
import type { Findings } from '../../model/findings';
import { qualifiedName } from '../../model/kubernetes-name';

/** An object that the app emits, and who declares it. */
export interface EmittedObject {
  readonly namespace: string;
  readonly name: string;
  readonly source: string;
}

/** Two objects of one kind, namespace and name: the cluster keeps the one applied last. */
export function checkOneNamePerObject<T extends EmittedObject>(
  kind: string, objects: readonly T[], isOurs: (object: T) => boolean, findings: Findings,
): void {
  if (!hasDuplicates(objects, qualifiedName)) return;
  const first = new Map<string, T>();
  for (const object of objects) {
    const key = qualifiedName(object);
    const twin = first.get(key);
    if (twin === undefined) {
      first.set(key, object);
    } else if (isOurs(object) || isOurs(twin)) {
      findings.error(isOurs(object) ? object.source : twin.source, `two objects have one name: got ${kind} ${key} by ${twin.source} and ${object.source}; `
        + 'allowed: one, as the cluster keeps the one applied last; choose another id, or set policyName');
    }
  }
}
