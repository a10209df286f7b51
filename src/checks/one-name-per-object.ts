import type { Findings } from '../model/findings';

/** An object that the app emits, and who declares it. */
export interface EmittedObject {
  readonly kind: string;
  readonly namespace: string;
  readonly name: string;
  readonly source: string;
  readonly ours: boolean;
}

/** Two objects of one kind, namespace and name: the cluster keeps the one applied last. */
export function checkOneNamePerObject(objects: Iterable<EmittedObject>, findings: Findings): void {
  const first = new Map<string, EmittedObject>();
  for (const object of objects) {
    const title = `${object.kind} ${object.namespace === '' ? '' : `${object.namespace}/`}${object.name}`;
    const twin = first.get(title);
    if (twin === undefined) {
      first.set(title, object);
    } else if (object.ours || twin.ours) {
      findings.error(object.ours ? object.source : twin.source, `two objects have one name: got ${title} by ${twin.source} and ${object.source}; `
        + 'allowed: one, as the cluster keeps the one applied last; choose another id, or set policyName');
    }
  }
}
