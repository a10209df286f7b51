import type { Check } from './check';
import type { CheckContext } from './check-context';
import { objectOf } from '../engine/reason';
import { describeLabels } from '../model/labels';
import { scopeOf } from '../model/peer-authentication-facts';

export const selectorInRootNamespace: Check = {
  id: 'MTLS104',
  title: 'A policy in the root namespace has a selector',
  severity: 'error',
  why: 'In the root namespace Istio takes only policies without a selector, which are for the whole mesh. One with a selector is ignored, even for pods of the root namespace itself.',
  remedy: 'Move the policy into the namespace of the workload, or take the selector out if the whole mesh is meant.',
  see: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
  *run({ mesh }: CheckContext) {
    const { rootNamespace } = mesh.settings;
    for (const policy of mesh.snapshot.peerAuthentications) {
      if (scopeOf(policy, rootNamespace) !== undefined) continue;
      yield {
        severity: 'error',
        object: objectOf('PeerAuthentication', policy),
        field: 'spec.selector.matchLabels',
        message: `Istio ignores this policy: got a selector (${describeLabels(policy.selector)}) in the root namespace ${rootNamespace}; allowed there: no selector`,
        remedy: 'move it into the namespace of the workload, or take the selector out',
      };
    }
  },
};
