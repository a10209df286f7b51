import type { Check, Report } from './check';
import type { ReasonObject } from '../engine/reason';
import type { BrokenSilence, Silence } from '../model/silence';

/** It judges what silences did to the findings of the other checks, so `silenceFindings` makes its reports, and not `run`. */
export const unusedSilence: Check = {
  id: 'MTLS901',
  title: 'A silence that silences nothing',
  severity: 'warning',
  why: 'What it accepted is mended, or the silence names it wrongly. Left where it is, it would hide the same mistake should it come back, with a reason that no longer holds.',
  remedy: 'Remove the silence, or correct its id and resource to those of the finding that it is about.',
  see: 'https://istio.io/latest/docs/tasks/security/authentication/mtls-migration/',
  run: () => [],
};

/** What there is to say of a silence that no finding was for. `isThere`: whether the manifests hold its object at all. */
export function reportUnused(silence: Silence, isThere: boolean): Report {
  const { id, resource, reason, field } = silence;
  return {
    // Of an object that is not there nobody can say whether it would have the finding.
    severity: isThere ? 'warning' : 'info',
    object: objectOf(silence),
    field,
    message: `the silence of ${id} silences nothing: got no ${id} at ${resource}${isThere ? '' : ', which is not among the manifests'} (its reason: ${reason}); allowed: silences of findings that are there`,
    remedy: 'remove the silence, or correct its id and resource',
  };
}

/** What there is to say of a text that was meant to be a silence. */
export function reportBroken(broken: BrokenSilence): Report {
  return {
    severity: 'warning',
    object: objectOf(broken),
    field: broken.field,
    message: `this silences nothing: got ${JSON.stringify(broken.got)}; allowed: an id and a reason, as in "MTLS201: spoken of with the team, mended in May"`,
    remedy: 'write the id of the finding, a colon, and why it is accepted',
  };
}

function objectOf({ resource, source, line }: Pick<Silence, 'resource' | 'source' | 'line'>): ReasonObject {
  const [kind, title = ''] = resource.split(' ');
  const slash = title.indexOf('/');
  return { kind, namespace: title.slice(0, Math.max(0, slash)), name: title.slice(slash + 1), source, line };
}
