import { callsCompletely } from './dead-calls';
import type { ClientGroup } from '../engine/client-groups';
import { ConnectionClass, connectionClasses } from '../engine/connection-classes';
import type { Decision } from '../engine/decision';
import { DeclaredCalls } from '../engine/declared-calls';
import { isInfrastructure } from '../engine/infrastructure';
import type { MeshIndex } from '../engine/mesh-index';
import type { Outcome } from '../engine/outcome';
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
  /** How many others there are that may: of a workload that says whom it calls, nothing else is possible. */
  readonly possible: number;
}

/** What clients or servers do that makes a connection fail; the first of them that a chain holds is its cause. */
const CAUSES: readonly RuleName[] = [
  'registry-only', 'host-not-visible', 'no-proxy-client', 'outbound-excluded', 'port-not-captured', 'credential-ignored', 'certificate-missing',
  'tls-disable', 'tls-istio-mutual', 'tls-own', 'port-entry-without-tls', 'service-disable', 'passthrough-without-proxy', 'passthrough-mtls',
  'auto-mtls-off', 'external-host', 'endpoint-without-mtls', 'ambient-client-plaintext', 'server-speaks-first', 'auto-mtls',
];

const NOT_WORKING: ReadonlySet<Outcome> = new Set(['refused', 'broken', 'depends']);

/** Every class of connections that does not work, or may not. */
export function* breaksOf(mesh: MeshIndex): Generator<Break, undefined> {
  const calls = new DeclaredCalls(mesh);
  const isComplete = callsCompletely(mesh);
  const said = mesh.snapshot.workloads.filter((client) => isComplete(client) && !isInfrastructure(client.namespace, mesh.settings.rootNamespace));
  const openSizes = new Map<ClientGroup, number>();
  for (const { explain, ...rest } of connectionClasses(mesh, NOT_WORKING)) {
    const { group } = rest;
    const declared = [...calls.callersOf(rest.host, rest.port)].filter((client) => group.has(client));
    let open = openSizes.get(group);
    if (open === undefined) openSizes.set(group, open = group.size - said.filter((client) => group.has(client)).length);
    const possible = Math.max(0, open - declared.filter((client) => !isComplete(client)).length);
    if (declared.length === 0 && possible === 0) continue;
    const decision = explain();
    yield { ...rest, decision, cause: causeOf(decision), declared, possible };
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
