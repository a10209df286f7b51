import { describeSome } from './break-groups';
import type { CheckContext } from './check-context';
import type { Endpoint, HostPort, MeshHost } from '../engine/mesh-host';
import type { ReasonObject } from '../engine/reason';
import { StrangersCall, strangersCall } from '../engine/strangers-call';
import type { Caller, CallFacts } from '../model/call-facts';
import { groupBy } from '../model/group-by';
import { workloadTitle } from '../model/workload-facts';

/** A server that refuses somebody who is no workload. */
export interface Refusal {
  readonly endpoint: Endpoint;
  /** Where the call names a Service: what is dialled, such as `api.shop.svc.cluster.local:443`. */
  readonly dialled?: string;
  readonly outcome: StrangersCall;
}

/** A call that manifests declare, and that its server refuses. */
export interface RefusedCall extends Refusal {
  readonly call: Pick<CallFacts, 'declaredBy' | 'field' | 'source' | 'line' | 'sendsTls' | 'caller'>;
}

/** The calls to Services of one kind of caller that do not work. */
export function* refusedCalls(context: CheckContext, kind: Caller['kind']): Generator<RefusedCall, undefined> {
  for (const call of context.mesh.snapshot.calls) {
    const host = call.caller.kind === kind ? context.hostOf(call.service) : undefined;
    if (host === undefined) continue;
    for (const port of host.ports) {
      if (call.port !== undefined && call.port !== port.number && call.port !== port.name) continue;
      for (const refused of refusedBy(context, host, port, call.sendsTls ?? false)) yield { call, ...refused };
    }
  }
  return undefined;
}

/** The servers behind a port of a host that refuse a caller without a proxy. */
export function* refusedBy({ mesh }: CheckContext, host: MeshHost, port: HostPort, sendsTls: boolean): Generator<Refusal, undefined> {
  for (const endpoint of mesh.endpoints(host, port)) {
    const outcome = strangersCall(mesh, endpoint, port, sendsTls);
    if (isRefused(outcome)) yield { endpoint, dialled: `${host.host}:${port.number}`, outcome };
  }
  return undefined;
}

export function isRefused(outcome: StrangersCall | undefined): outcome is StrangersCall {
  return outcome !== undefined && (outcome.outcome === 'refused' || outcome.outcome === 'broken');
}

/** Calls by the field that declares them: one finding each. */
export function byDeclaration(calls: Iterable<RefusedCall>): RefusedCall[][] {
  return [...groupBy(calls, ({ call }) => `${call.source} ${call.declaredBy} ${call.field}`).values()];
}

/** The object that declares a call, as a finding names it. */
export function declarerOf({ call }: RefusedCall): ReasonObject {
  const [kind, title] = call.declaredBy.split(' ', 2);
  const slash = title.indexOf('/');
  return { kind, namespace: slash === -1 ? '' : title.slice(0, slash), name: title.slice(slash + 1), source: call.source, line: call.line };
}

/** The servers that refuse, each with its workload port. */
export function describeServers(calls: readonly Refusal[], few = 2): string {
  return describeSome(new Set(calls.map(({ endpoint }) => `port ${endpoint.port} of ${workloadTitle(endpoint.workload!)}`)), few);
}

export function namespacesOfServers(calls: readonly Refusal[]): string[] {
  return [...new Set(calls.map(({ endpoint }) => endpoint.workload!.namespace))].sort();
}
