import { describeSome } from './break-groups';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { listenedPorts } from './listened-ports';
import { whyNotCaptured } from '../engine/captured-port';
import type { DataPlane } from '../engine/data-plane';
import { objectOf } from '../engine/reason';
import { describePorts } from '../engine/workload-ports';
import { PeerAuthenticationFacts, scopeOf } from '../model/peer-authentication-facts';
import { serviceTitle } from '../model/service-facts';
import type { ContainerPort, WorkloadFacts } from '../model/workload-facts';

/** Where nobody follows the policy, another check tells so. */
const FOLLOWERS: ReadonlySet<DataPlane> = new Set(['sidecar', 'ambient', 'unknown']);

export const portIsNoWorkloadPort: Check = {
  id: 'MTLS106',
  title: 'A port exception names no port of the workload',
  severity: 'error',
  why: 'portLevelMtls is about the port that the container listens on. The port of a Service, which clients dial, is another one: an exception for it changes nothing, and the port that was meant keeps the mode of the whole workload.',
  remedy: 'Name the container\'s port: what the Service\'s targetPort leads to.',
  see: 'https://istio.io/latest/docs/reference/config/security/peer_authentication/#PeerAuthentication',
  *run(context: CheckContext) {
    const { snapshot, settings } = context.mesh;
    for (const policy of snapshot.peerAuthentications) {
      if (policy.ports.size === 0 || scopeOf(policy, settings.rootNamespace)?.kind !== 'workload') continue;
      const workloads = context.reach.selectedBy(policy.namespace, policy.selector)
        .filter((workload) => FOLLOWERS.has(context.mesh.dataPlaneOf(workload)));
      if (workloads.length > 0) yield* ofPolicy(context, policy, workloads);
    }
  },
};

function* ofPolicy(context: CheckContext, policy: PeerAuthenticationFacts, workloads: readonly WorkloadFacts[]): Generator<Report, undefined> {
  const known = listenedPorts(context, workloads);
  const numbers = new Set(known.map(({ number }) => number));
  for (const port of policy.ports.keys()) {
    if (numbers.has(port)) continue;
    const found = ofServicePort(context, port, workloads) ?? ofNoPort(port, workloads, known);
    if (found !== undefined) yield { object: objectOf('PeerAuthentication', policy), field: `spec.portLevelMtls["${port}"]`, ...found };
  }
  return undefined;
}

type Found = Pick<Report, 'severity' | 'message' | 'remedy'>;

function ofServicePort({ ports }: CheckContext, port: number, workloads: readonly WorkloadFacts[]): Found | undefined {
  const meant = workloads.flatMap((workload) => ports.behind(workload, port) ?? []);
  if (meant.length === 0) return undefined;
  const targets = [...new Set(meant.map(({ target }) => target))].sort((a, b) => a - b);
  const services = new Set(meant.map(({ service }) => serviceTitle(service)));
  return {
    severity: 'error',
    message: `the exception changes nothing: got ${port}, the port of ${describeSome(services, 1)}; allowed: ${targets.join(', ')}, the workload port that it leads to`,
    remedy: `write ${targets.join(' or ')} in place of ${port}`,
  };
}

/** Containers may listen on ports that they do not declare, so this is no certain mistake; nobody who declares none has left one out. */
function ofNoPort(port: number, workloads: readonly WorkloadFacts[], known: readonly ContainerPort[]): Found | undefined {
  const own = workloads.every((workload) => isProxyOwn(workload, port));
  if (own) {
    return {
      severity: 'info',
      message: `the exception changes nothing: got ${port}, a port of the proxy itself, which takes plaintext whatever policies say; allowed: ports of the workload`,
      remedy: 'delete the exception',
    };
  }
  if (!workloads.every(({ ports }) => ports.length > 0)) return undefined;
  return {
    severity: 'warning',
    message: `no container declares the port: got ${port}; allowed: ${describePorts(known)}`,
    remedy: 'write a port that the container listens on, or declare this one in the container',
  };
}

function isProxyOwn(workload: WorkloadFacts, port: number): boolean {
  const reason = whyNotCaptured(workload, port);
  // Where annotations take a port out, the reason names the workload that has them.
  return reason !== undefined && reason.object === undefined;
}
