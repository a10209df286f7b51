import { connectionsOf, describeClients, describeTargets, severityOf } from './break-groups';
import type { Break } from './breaks';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { LikelyStall, likelyStalls } from './likely-stalls';
import { objectOf } from '../engine/reason';
import { groupBy } from '../model/group-by';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

export const serverFirstProtocol: Check = {
  id: 'MTLS111',
  title: 'A plaintext client of a PERMISSIVE port at which the server speaks first',
  severity: 'error',
  why: 'A PERMISSIVE port waits for the client\'s first bytes to see whether they are TLS. Where the server has the first word, as with MySQL and SMTP, a plaintext client waits too, and the connection stalls for ever. Clients with a proxy speak first, and work.',
  remedy: 'Give the client a proxy, or make the port DISABLE for as long as plaintext clients call it.',
  see: 'https://istio.io/latest/docs/ops/deployment/application-requirements/#server-first-protocols',
  *run(context: CheckContext) {
    const certain = new Set<string>();
    for (const [workload, port, breaks] of byServer(context.stallingBreaks())) {
      certain.add(`${workloadTitle(workload)}:${port}`);
      yield report(workload, port, breaks);
    }
    for (const [workload, port, breaks] of byServer([...likelyStalls(context)])) {
      if (!certain.has(`${workloadTitle(workload)}:${port}`)) yield ofLikely(workload, port, breaks);
    }
  },
};

function* byServer<B extends Break>(breaks: readonly B[]): Generator<[WorkloadFacts, number, readonly B[]], undefined> {
  for (const [workload, found] of groupBy(breaks, ({ endpoint }) => endpoint.workload)) {
    if (workload === undefined) continue;
    for (const [port, ofPort] of groupBy(found, ({ endpoint }) => endpoint.port)) yield [workload, port, ofPort];
  }
  return undefined;
}

function report(workload: WorkloadFacts, port: number, breaks: readonly Break[]): Report {
  return {
    severity: severityOf(breaks),
    object: objectOf(workload.kind, workload),
    message: `plaintext to port ${port} of ${workloadTitle(workload)} (${describeTargets(breaks)}) stalls: got PERMISSIVE, a protocol in which the server speaks first, and ${describeClients(breaks)} in plaintext; allowed: DISABLE, or clients with a proxy`,
    remedy: `make workload port ${port} DISABLE in a policy of the workload, or give the clients a proxy`,
    connections: connectionsOf(breaks),
  };
}

/** Istio does not say what the port speaks, and its number or name says it only as a rule: a warning, whoever calls. */
function ofLikely(workload: WorkloadFacts, port: number, breaks: readonly LikelyStall[]): Report {
  const [{ protocol }] = breaks;
  return {
    severity: 'warning',
    object: objectOf(workload.kind, workload),
    message: `plaintext to port ${port} of ${workloadTitle(workload)} (${describeTargets(breaks, 1)}) stalls if it is ${protocol}, in which the server speaks first: got PERMISSIVE, and ${describeClients(breaks)} in plaintext; allowed: DISABLE, or clients with a proxy`,
    remedy: `make workload port ${port} DISABLE in a policy of the workload, or give the clients a proxy`,
    connections: connectionsOf(breaks),
  };
}
