import { ConnectionClass, connectionClasses } from '../engine/connection-classes';
import { DeclaredCalls } from '../engine/declared-calls';
import type { Decision } from '../engine/decision';
import type { MeshIndex } from '../engine/mesh-index';
import type { Reason } from '../engine/reason';
import type { RuleName } from '../engine/rules';
import type { WorkloadFacts } from '../model/workload-facts';

/** Connections that fail, or of which nobody can tell: of some clients to one server behind a port, all for one reason. */
export interface Break extends Omit<ConnectionClass, 'explain'> {
  readonly decision: Decision;
  /** The link of the chain to mend. */
  readonly cause: Reason;
  /** Those of the group of which a manifest says that they call. */
  readonly declared: readonly WorkloadFacts[];
  /** How many others there are that may. */
  readonly possible: number;
}

/** What clients or servers do that makes a connection fail; the first of them that a chain holds is its cause. */
const CAUSES: readonly RuleName[] = [
  'registry-only', 'host-not-visible', 'no-proxy-client', 'outbound-excluded', 'port-not-captured', 'credential-ignored', 'certificate-missing',
  'tls-disable', 'tls-istio-mutual', 'tls-own', 'port-entry-without-tls', 'service-disable', 'passthrough-without-proxy', 'passthrough-mtls',
  'auto-mtls-off', 'external-host', 'endpoint-without-mtls', 'ambient-client-plaintext', 'server-speaks-first', 'auto-mtls',
];

/** Every class of connections that does not work, or may not. */
export function* breaksOf(mesh: MeshIndex): Generator<Break, undefined> {
  const calls = new DeclaredCalls(mesh);
  for (const { explain, ...rest } of connectionClasses(mesh)) {
    if (rest.outcome !== 'refused' && rest.outcome !== 'broken' && rest.outcome !== 'depends') continue;
    const { group } = rest;
    const declared = [...calls.callersOf(rest.host, rest.port)].filter((client) => group.has(client));
    if (declared.length === 0 && group.size === 0) continue;
    const decision = explain();
    yield { ...rest, decision, cause: causeOf(decision), declared, possible: Math.max(0, group.size - declared.length) };
  }
  return undefined;
}

function causeOf({ reasons }: Decision): Reason {
  for (const rule of CAUSES) {
    const found = reasons.find((reason) => reason.rule === rule);
    if (found !== undefined) return found;
  }
  return reasons[reasons.length - 1];
}
