import { asList, asObject, asText, isJsonObject, JsonObject } from './json';
import { CONTAINER_LISTS } from './pod-template';
import { isPortNumber } from '../model/port-number';
import type { ProbeFacts } from '../model/workload-facts';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'];
const KINDS: readonly (readonly [action: string, kind: ProbeFacts['kind']])[] = [['httpGet', 'http'], ['tcpSocket', 'tcp'], ['grpc', 'grpc'], ['exec', 'exec']];

/** The probes of containers; one that does nothing which Kubernetes knows is left out. */
export function readProbes(podSpec: JsonObject): readonly ProbeFacts[] {
  const probes: ProbeFacts[] = [];
  for (const list of CONTAINER_LISTS) {
    asList(podSpec[list]).forEach((item, index) => {
      const container = asObject(item);
      for (const name of PROBES) {
        const probe = container[name];
        if (!isJsonObject(probe)) continue;
        const kind = KINDS.find(([action]) => isJsonObject(probe[action]));
        if (kind === undefined) continue;
        const title = `${name} of container ${asText(container.name) ?? ''}`;
        probes.push({ title, field: `${list}[${index}].${name}`, kind: kind[1], port: portOf(asObject(probe[kind[0]])) });
      }
    });
  }
  return probes;
}

function portOf({ port }: JsonObject): number | string | undefined {
  return isPortNumber(port) || typeof port === 'string' ? port : undefined;
}
