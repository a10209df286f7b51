import type { PolicyDraft } from '../../model/policy-draft';

const PREFIX = 'mtls.cdk8s.io';

/** Why a policy is weaker than it could be, and for how long, for whoever reads the manifest or the cluster. */
export function annotationsOf(draft: PolicyDraft): Record<string, string> | undefined {
  if (draft.reason === undefined && draft.until === undefined && draft.ports.size === 0) return undefined;
  const annotations: Record<string, string> = {};
  if (draft.reason !== undefined) annotations[`${PREFIX}/reason`] = draft.reason;
  if (draft.until !== undefined) annotations[`${PREFIX}/until`] = draft.until;
  for (const [port, rule] of draft.ports) {
    if (rule.reason !== undefined) annotations[`${PREFIX}/port-${port}-reason`] = rule.reason;
    if (rule.until !== undefined) annotations[`${PREFIX}/port-${port}-until`] = rule.until;
  }
  return annotations;
}
