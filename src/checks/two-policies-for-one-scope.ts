import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { isAlike, whyFirst } from './rival-policies';
import { objectOf } from '../engine/reason';
import { PeerAuthenticationFacts, scopeOf } from '../model/peer-authentication-facts';

export const twoPoliciesForOneScope: Check = {
  id: 'MTLS102',
  title: 'Two policies for one scope',
  severity: 'error',
  why: 'Istio follows one policy of the mesh and one of each namespace: the oldest, or of equally old ones the first by name. It ignores the others whole, their modes are not merged. In ambient mode chance decides among equally old ones.',
  remedy: 'Keep one policy per scope: put what both say into it, and delete the other.',
  see: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
  *run({ mesh }: CheckContext) {
    yield* ofScope(mesh.policies.meshPolicies());
    const namespaces = new Set<string>();
    for (const policy of mesh.snapshot.peerAuthentications) {
      if (scopeOf(policy, mesh.settings.rootNamespace)?.kind === 'namespace') namespaces.add(policy.namespace);
    }
    for (const namespace of namespaces) yield* ofScope(mesh.policies.namespacePolicies(namespace));
  },
};

function* ofScope([winner, ...others]: readonly PeerAuthenticationFacts[]): Generator<Report, undefined> {
  for (const policy of others) {
    const alike = isAlike(winner, policy);
    yield {
      severity: alike ? 'warning' : 'error',
      object: objectOf('PeerAuthentication', policy),
      message: `Istio ignores this policy: got ${policy.mode}, and ${alike ? 'as much' : winner.mode} from ${winner.name} in the same namespace, which ${whyFirst(winner, policy)}; allowed: one policy without a selector per namespace`,
      remedy: `put what is meant into ${winner.name}, and delete ${policy.name}`,
    };
  }
  return undefined;
}
