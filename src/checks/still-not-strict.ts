import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { mayListen } from './listened-ports';
import { ambientAnswer } from '../engine/ambient-policy';
import { objectOf } from '../engine/reason';
import { MtlsMode } from '../model/mtls-mode';
import { PeerAuthenticationFacts, scopeOf } from '../model/peer-authentication-facts';

export const stillNotStrict: Check = {
  id: 'MTLS119',
  title: 'A policy is not STRICT yet',
  severity: 'info',
  why: 'PERMISSIVE and DISABLE take plaintext: anybody who reaches the port can call it without an identity, and nobody who listens in between is kept out.',
  remedy: 'Make it STRICT once every client sends mutual TLS, or keep it with a reason.',
  see: 'https://istio.io/latest/docs/tasks/security/authentication/mtls-migration/',
  *run(context: CheckContext) {
    for (const policy of context.mesh.snapshot.peerAuthentications) {
      const weakPorts = [...policy.ports].filter(([, mode]) => isWeak(mode));
      if ((!isWeak(policy.mode) && weakPorts.length === 0) || !context.reach.isFollowed(policy)) continue;
      const object = objectOf('PeerAuthentication', policy);
      if (isWeak(policy.mode)) yield { object, field: 'spec.mtls.mode', ...found(policy.mode, whomOf(context, policy)) };
      for (const [port, mode] of weakPorts) {
        if (takesPlaintext(context, policy, port)) yield { object, field: `spec.portLevelMtls["${port}"].mode`, ...found(mode, `port ${port}`) };
      }
    }
  },
};

/** Not where the exception changes nothing, of which other checks tell. */
function takesPlaintext(context: CheckContext, policy: PeerAuthenticationFacts, port: number): boolean {
  const { mesh, reach } = context;
  if (scopeOf(policy, mesh.settings.rootNamespace)?.kind !== 'workload') return false;
  const governed = reach.governedBy(policy);
  return mayListen(context, governed, port)
    && !governed.every((workload) => mesh.dataPlaneOf(workload) === 'ambient' && ambientAnswer(mesh.policies, workload, port).isStrict === true);
}

function found(mode: MtlsMode, whom: string): Pick<Report, 'severity' | 'message' | 'remedy'> {
  return {
    severity: 'info',
    message: `plaintext is taken: got ${mode} for ${whom}; STRICT is what keeps it out`,
    remedy: 'make it STRICT once every client sends mutual TLS, or keep it with a reason',
  };
}

function isWeak(mode: MtlsMode): boolean {
  return mode === MtlsMode.PERMISSIVE || mode === MtlsMode.DISABLE;
}

function whomOf({ mesh, reach }: CheckContext, policy: PeerAuthenticationFacts): string {
  const kind = scopeOf(policy, mesh.settings.rootNamespace)?.kind;
  if (kind === 'mesh') return 'the mesh';
  if (kind === 'namespace') return `namespace ${policy.namespace}`;
  const { length } = reach.selectedBy(policy.namespace, policy.selector);
  return length === 1 ? 'the workload' : `${length} workloads`;
}
