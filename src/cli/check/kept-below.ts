import type { Assumption } from './assume-mode';
import type { CheckContext } from '../../checks/check-context';
import { EffectiveMode, isWeaker } from '../../model/mode-strength';
import { MtlsMode } from '../../model/mtls-mode';
import { PeerAuthenticationFacts, scopeOf } from '../../model/peer-authentication-facts';
import type { WorkloadFacts } from '../../model/workload-facts';

/** What would not have the assumed mode, as policies of workloads say otherwise, of all of them or of some ports. */
export interface KeptBelow {
  readonly workloads: number;
  readonly policies: readonly PeerAuthenticationFacts[];
}

/** `asked`: the namespaces that the assumption is about. */
export function keptBelow({ mesh, reach }: CheckContext, { mode }: Assumption, asked: ReadonlySet<string>): KeptBelow {
  const workloads = new Set<WorkloadFacts>();
  const policies = mesh.snapshot.peerAuthentications.filter((policy) => {
    if (!asked.has(policy.namespace) || scopeOf(policy, mesh.settings.rootNamespace)?.kind !== 'workload') return false;
    if (![policy.mode, ...policy.ports.values()].some((own) => isBelow(own, mode))) return false;
    const governed = reach.governedBy(policy);
    for (const workload of governed) workloads.add(workload);
    return governed.length > 0;
  });
  return { workloads: workloads.size, policies };
}

function isBelow(own: MtlsMode, assumed: MtlsMode): boolean {
  return own !== MtlsMode.UNSET && assumed !== MtlsMode.UNSET && isWeaker(own as EffectiveMode, assumed as EffectiveMode);
}
