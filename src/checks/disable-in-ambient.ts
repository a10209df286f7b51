import { describeWorkloads } from './break-groups';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { ambientAnswer } from '../engine/ambient-policy';
import { objectOf } from '../engine/reason';
import { MtlsMode } from '../model/mtls-mode';
import { PeerAuthenticationFacts, scopeOf } from '../model/peer-authentication-facts';
import type { WorkloadFacts } from '../model/workload-facts';

export const disableInAmbient: Check = {
  id: 'MTLS108',
  title: 'DISABLE in ambient mode',
  severity: 'warning',
  why: 'ztunnel knows no DISABLE. It takes plaintext there, as with PERMISSIVE, and clients go on sending mutual TLS through the tunnel: the policy promises what the data plane does not do.',
  remedy: 'Write PERMISSIVE, which is what ambient mode does.',
  see: 'https://istio.io/latest/docs/ambient/usage/l4-policy/',
  *run(context: CheckContext) {
    for (const policy of context.mesh.snapshot.peerAuthentications) {
      if (policy.mode === MtlsMode.DISABLE) {
        const found = ofMode(context, policy);
        if (found !== undefined) yield { ...found, field: 'spec.mtls.mode' };
      }
      for (const [port, mode] of policy.ports) {
        const found = mode === MtlsMode.DISABLE ? ofPort(context, policy, port) : undefined;
        if (found !== undefined) yield { ...found, field: `spec.portLevelMtls["${port}"].mode` };
      }
    }
  },
};

function ofMode(context: CheckContext, policy: PeerAuthenticationFacts): Report | undefined {
  const governed = context.reach.governedBy(policy);
  if (governed.length > 0) return report(context, policy, governed);
  return isForAmbientNamespace(context, policy) ? reportOf(policy, 'info', `pods of namespace ${policy.namespace}`) : undefined;
}

/** Where the exception is passed over, that is a mistake of its own. */
function ofPort(context: CheckContext, policy: PeerAuthenticationFacts, port: number): Report | undefined {
  const { mesh, reach } = context;
  const governed = reach.governedBy(policy)
    .filter((workload) => !ambientAnswer(mesh.policies, workload, port).reasons.some(({ rule }) => rule === 'ambient-disable-ignored'));
  return report(context, policy, governed);
}

function report({ mesh }: CheckContext, policy: PeerAuthenticationFacts, governed: readonly WorkloadFacts[]): Report | undefined {
  const ambient = governed.filter((workload) => mesh.dataPlaneOf(workload) === 'ambient');
  if (ambient.length === 0) return undefined;
  // To sidecars DISABLE does mean something: one policy may well be for both.
  const severity = governed.some((workload) => mesh.dataPlaneOf(workload) === 'sidecar') ? 'info' : 'warning';
  return reportOf(policy, severity, describeWorkloads(ambient));
}

function reportOf(policy: PeerAuthenticationFacts, severity: Report['severity'], whom: string): Report {
  return {
    severity,
    object: objectOf('PeerAuthentication', policy),
    message: `ambient mode takes it for PERMISSIVE: got DISABLE for ${whom}; allowed in ambient mode: PERMISSIVE, STRICT, UNSET`,
    remedy: 'write PERMISSIVE',
  };
}

/** A namespace of which the manifests hold no workload, but which is labelled. */
function isForAmbientNamespace(context: CheckContext, policy: PeerAuthenticationFacts): boolean {
  const { mesh } = context;
  const { namespace } = policy;
  if (scopeOf(policy, mesh.settings.rootNamespace)?.kind !== 'namespace' || context.isKnown(namespace)) return false;
  return mesh.namespace(namespace)?.labels['istio.io/dataplane-mode'] === 'ambient';
}
