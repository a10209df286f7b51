import { describeWorkloads, someOf } from './break-groups';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { isAlike, whyFirst } from './rival-policies';
import { scopeKey } from '../engine/policy-reach';
import { objectOf } from '../engine/reason';
import { describeLabels } from '../model/labels';
import { byAge } from '../model/object-facts';
import { PeerAuthenticationFacts, scopeOf } from '../model/peer-authentication-facts';
import type { WorkloadFacts } from '../model/workload-facts';

export const twoPoliciesForOneWorkload: Check = {
  id: 'MTLS103',
  title: 'Two policies select one workload',
  severity: 'error',
  why: 'Istio follows one of the policies that select a workload: the oldest, or of equally old ones the first by name, however specific its selector is. It ignores the others whole: neither their modes nor their ports are merged.',
  remedy: 'Give the workload one policy: put the ports of both into it, or make the selectors select different workloads.',
  see: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/',
  *run(context: CheckContext) {
    const { rootNamespace } = context.mesh.settings;
    const firsts = new Map<string, PeerAuthenticationFacts>();
    for (const policy of [...context.mesh.snapshot.peerAuthentications].sort(byAge)) {
      if (scopeOf(policy, rootNamespace)?.kind !== 'workload') continue;
      const key = scopeKey(policy, rootNamespace)!;
      const twin = firsts.get(key);
      firsts.set(key, twin ?? policy);
      const found = rivalOf(context, policy, twin);
      if (found !== undefined) yield found;
    }
  },
};

/** `twin`: an earlier policy with the very same selector, which takes all from this one, known workloads or not. */
function rivalOf({ mesh, reach }: CheckContext, policy: PeerAuthenticationFacts, twin: PeerAuthenticationFacts | undefined): Report | undefined {
  const selected = reach.selectedBy(policy.namespace, policy.selector);
  const lost = selected.filter((workload) => mesh.policies.selecting(workload)[0] !== policy);
  const winners = [...new Set([...twin === undefined ? [] : [twin], ...lost.map((workload) => mesh.policies.selecting(workload)[0])])].sort(byAge);
  const [winner] = winners;
  if (winner === undefined) return undefined;
  const isDead = twin !== undefined || lost.length === selected.length;
  return {
    severity: isDead && !winners.every((other) => isAlike(other, policy)) ? 'error' : 'warning',
    object: objectOf('PeerAuthentication', policy),
    field: 'spec.selector.matchLabels',
    message: `Istio ignores this policy for ${describe(lost, policy)}: ${someOf(winners.map(({ name }) => name))} ${winners.length === 1 ? 'selects' : 'select'} ${lost.length === 1 ? 'it' : 'them'} too, and ${winner.name} ${whyFirst(winner, policy)}; allowed: one policy per workload`,
    remedy: isDead ? `put what is meant into ${winner.name}, and delete ${policy.name}` : 'select with labels that only the workloads meant have, and put what both say into one policy',
  };
}

function describe(lost: readonly WorkloadFacts[], { selector }: PeerAuthenticationFacts): string {
  return lost.length === 0 ? `all pods with ${describeLabels(selector)}` : describeWorkloads(lost, 2);
}
