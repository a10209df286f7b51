import type { Connection } from '../../engine/connections';
import { Reason, resourceOf } from '../../engine/reason';
import type { WorkloadFacts } from '../../model/workload-facts';
import type { Basis } from '../input/declared-basis';

/** A connection as the JSON contract has it. */
export function connectionJson(connection: Connection, basis: Basis, reasonJson: (reason: Reason) => object = plainReason): object {
  const { client, clientDataPlane, host, port, subset, endpoint, serverDataPlane, sends, serverMode, outcome, dependsOn, reasons } = connection;
  return {
    client: workloadJson(client),
    clientDataPlane,
    host: host.host,
    servicePort: port.number,
    subset,
    server: endpoint.workload === undefined ? null : workloadJson(endpoint.workload),
    serverDataPlane,
    workloadPort: endpoint.port,
    sends,
    serverMode,
    outcome,
    basis,
    dependsOn,
    reasons: reasons.map(reasonJson),
  };
}

export function plainReason({ rule, object, field, text }: Reason): object {
  return { rule, resource: object === undefined ? null : resourceOf(object), field: field ?? null, text };
}

export function workloadJson({ namespace, name, kind }: WorkloadFacts): object {
  return { namespace, name, kind };
}
