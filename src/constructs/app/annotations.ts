import type { ApiObject } from 'cdk8s';
import type { PolicyDraft } from '../../model/policy-draft';

const PREFIX = 'mtls.cdk8s.io';

export type Annotations = Readonly<Record<string, string>>;

export const NO_ANNOTATIONS: Annotations = {};

/** What was written onto an object for the answer before this one. */
const WRITTEN = new WeakMap<ApiObject, Annotations>();

/** Why a policy is weaker than it could be, and for how long, for whoever reads the manifest or the cluster. */
export function annotationsOf(draft: PolicyDraft): Annotations {
  if (draft.reason === undefined && draft.until === undefined && draft.ports.size === 0) return NO_ANNOTATIONS;
  const annotations: Record<string, string> = {};
  if (draft.reason !== undefined) annotations[`${PREFIX}/reason`] = draft.reason;
  if (draft.until !== undefined) annotations[`${PREFIX}/until`] = draft.until;
  for (const [port, rule] of draft.ports) {
    if (rule.reason !== undefined) annotations[`${PREFIX}/port-${port}-reason`] = rule.reason;
    if (rule.until !== undefined) annotations[`${PREFIX}/port-${port}-until`] = rule.until;
  }
  return annotations;
}

/** Annotates an object anew: what we wrote for the answer before this one gives way to what the object came with, if anything. */
export function annotate(object: ApiObject, wanted: Annotations, original: Annotations = NO_ANNOTATIONS): void {
  const written = WRITTEN.get(object);
  if (wanted === NO_ANNOTATIONS && written === undefined) return;
  // cdk8s drops what has no value.
  for (const key of Object.keys(written ?? NO_ANNOTATIONS)) object.metadata.addAnnotation(key, original[key]);
  for (const [key, text] of Object.entries(wanted)) object.metadata.addAnnotation(key, text);
  WRITTEN.set(object, wanted);
}
