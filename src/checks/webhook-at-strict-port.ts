import { byDeclaration, declarerOf, describeServers, namespacesOfServers, RefusedCall, refusedCalls } from './calls-of-strangers';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';

export const webhookAtStrictPort: Check = {
  id: 'MTLS114',
  title: 'The API server calls a port that refuses it',
  severity: 'error',
  why: 'The API server has no proxy and no certificate of the mesh: it calls webhooks and aggregated APIs with TLS of its own. A STRICT port refuses that, and with a webhook every change that it should admit fails.',
  remedy: 'Make the workload port of the webhook PERMISSIVE with a reason, or take it out of the proxy\'s capture.',
  see: 'https://istio.io/latest/docs/ops/common-problems/injection/',
  *run(context: CheckContext) {
    for (const calls of byDeclaration(refusedCalls(context, 'api-server'))) yield report(context, calls);
  },
};

function report({ mesh }: CheckContext, calls: readonly RefusedCall[]): Report {
  const [{ outcome, call: { field }, dialled }] = calls;
  // ztunnel lets through what comes from its own node, and nobody says where the API server runs.
  const isAmbient = calls.every(({ endpoint }) => mesh.dataPlaneOf(endpoint.workload!) === 'ambient');
  const isStrict = calls.some(({ outcome: { reason } }) => reason.rule !== 'http-port-refuses-tls');
  return {
    severity: isAmbient ? 'warning' : 'error',
    object: declarerOf(calls[0]),
    field,
    message: `the API server calls ${dialled}: got ${isStrict ? 'STRICT' : `${outcome.mode} with an HTTP protocol`} at ${describeServers(calls)}, which refuses its TLS; allowed: ${isStrict ? 'PERMISSIVE' : 'a port name or appProtocol of HTTPS or TCP'}`,
    remedy: isStrict ? 'make the workload port PERMISSIVE with a reason' : 'name the Service port https',
    connections: calls.length,
    blocks: isStrict ? namespacesOfServers(calls) : undefined,
  };
}
