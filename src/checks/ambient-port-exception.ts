import { describeWorkloads } from './break-groups';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { AmbientAnswer, ambientAnswer } from '../engine/ambient-policy';
import { objectOf } from '../engine/reason';
import type { RuleName } from '../engine/rules';
import { MtlsMode } from '../model/mtls-mode';
import { PeerAuthenticationFacts, scopeOf } from '../model/peer-authentication-facts';

/** No port has this number: what holds for it holds for all that the policy does not name. */
const ANY_OTHER_PORT = 0;

export const ambientPortException: Check = {
  id: 'MTLS109',
  title: 'A policy that ambient mode passes over, or that lets plaintext in',
  severity: 'error',
  why: 'For ztunnel istiod makes rules of policies, and not all come through: DISABLE at a port under inherited STRICT is passed over; STRICT at a port of a PERMISSIVE workload under a STRICT mesh, and a PERMISSIVE port of a workload without a mode in a namespace that says UNSET, let plaintext in; a mesh policy with an empty selector is not found from other namespaces.',
  remedy: 'Write the workload\'s own mode out: STRICT with PERMISSIVE ports, or PERMISSIVE alone. Take an empty selector out of a mesh policy.',
  see: 'https://istio.io/latest/docs/ambient/usage/l4-policy/',
  *run(context: CheckContext) {
    const { snapshot, settings } = context.mesh;
    for (const policy of snapshot.peerAuthentications) {
      const kind = scopeOf(policy, settings.rootNamespace)?.kind;
      if (kind === 'mesh' && policy.hasSelector) yield* ofEmptySelector(context, policy);
      if (kind === 'workload' && policy.ports.size > 0) yield* ofPorts(context, policy);
    }
  },
};

function* ofPorts(context: CheckContext, policy: PeerAuthenticationFacts): Generator<Report, undefined> {
  const ambient = context.reach.governedBy(policy).filter((workload) => context.mesh.dataPlaneOf(workload) === 'ambient');
  // What istiod makes of a policy hangs on the mesh's and the namespace's: one workload answers for all.
  const [workload] = ambient;
  if (workload === undefined) return undefined;
  const answer = (port: number): AmbientAnswer => ambientAnswer(context.mesh.policies, workload, port);
  if (has(answer(ANY_OTHER_PORT), 'ambient-fails-open')) {
    yield report(policy, 'spec.portLevelMtls', `every port of ${describeWorkloads(ambient)} takes plaintext: got port exceptions without a mode of the workload's own; allowed in ambient mode: exceptions beside mtls.mode STRICT`, 'write mtls.mode STRICT beside the ports');
    return undefined;
  }
  for (const [port, mode] of policy.ports) {
    const field = `spec.portLevelMtls["${port}"].mode`;
    if (has(answer(port), 'ambient-fails-open')) {
      yield report(policy, field, `port ${port} of ${describeWorkloads(ambient)} takes plaintext: got STRICT at a port of a ${policy.mode} workload under a STRICT mesh; allowed in ambient mode: PERMISSIVE ports of a STRICT workload`, 'write mtls.mode STRICT, and PERMISSIVE at the other ports');
    } else if (has(answer(port), 'ambient-disable-ignored')) {
      yield report(policy, field, `ambient mode passes the exception over: got ${mode} at port ${port} of ${describeWorkloads(ambient)}, which stays STRICT; allowed: PERMISSIVE`, 'write PERMISSIVE');
    }
  }
  return undefined;
}

/** istiod looks for the mesh's policy by the absence of a selector. */
function* ofEmptySelector({ mesh }: CheckContext, policy: PeerAuthenticationFacts): Generator<Report, undefined> {
  if (mesh.policies.meshPolicies()[0] !== policy || policy.mode === MtlsMode.UNSET) return undefined;
  const { rootNamespace } = mesh.settings;
  const missed = mesh.snapshot.workloads.filter((workload) => workload.namespace !== rootNamespace && mesh.dataPlaneOf(workload) === 'ambient');
  if (missed.length === 0) return undefined;
  yield report(policy, 'spec.selector', `ambient mode does not find the mesh's policy: got an empty selector, and ${describeWorkloads(missed)} outside ${rootNamespace}; allowed: no selector at all`, 'take spec.selector out');
  return undefined;
}

function report(policy: PeerAuthenticationFacts, field: string, message: string, remedy: string): Report {
  return { severity: 'error', object: objectOf('PeerAuthentication', policy), field, message, remedy };
}

function has({ reasons }: AmbientAnswer, rule: RuleName): boolean {
  return reasons.some((reason) => reason.rule === rule);
}
