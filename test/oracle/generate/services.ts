import type { Bare, HostDraft, WorkloadDraft } from './ground';
import { drawServicePorts } from './service-ports';
import type { StringMap } from '../generated-mesh';

export function drawServices(bare: Bare, workloads: readonly WorkloadDraft[]): HostDraft[] {
  const { random, features } = bare;
  const servers = random.some(workloads, 3, 6);
  const services = servers.map((server) => aService(bare, server, server.podLabels.app));
  // The older Service decides what is spoken at a target port of both.
  if (features.has('sharedTargetPorts')) services.push(aService(bare, servers[0], `${servers[0].podLabels.app}-too`));
  if (features.chance('emptyServices', 0.6)) services.push(anEmptyService(bare, random.pick(servers)));
  return [...new Map(services.map((service) => [service.host, service])).values()];
}

function aService(bare: Bare, server: WorkloadDraft, name: string): HostDraft {
  const { random, features, times } = bare;
  const headless = features.chance('headless', 0.45);
  const { ports, manifest } = drawServicePorts(bare, server, headless);
  const exportTo = features.chance('hiddenServices', 0.4) ? random.pick(['.', '*', 'a', 'a,b', 'c']) : undefined;
  return {
    namespace: server.namespace,
    host: hostOf(server.namespace, name),
    shortName: name,
    ports,
    object: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace: server.namespace, ...(exportTo !== undefined && { annotations: { 'networking.istio.io/exportTo': exportTo } }), ...times.next() },
      spec: { ...(headless && { clusterIP: 'None' }), selector: drawSelector(bare, server), ports: manifest },
    },
  };
}

function drawSelector({ random }: Bare, { podLabels: { app, version, tier } }: WorkloadDraft): StringMap {
  if (tier !== undefined && random.chance(0.25)) return { tier };
  return random.chance(0.15) ? { app, version } : { app };
}

/** One that selects nothing, or that is only another name: neither is a connection. */
function anEmptyService({ random, times }: Bare, { namespace }: WorkloadDraft): HostDraft {
  const spec = random.weighted(
    [2, { selector: { app: 'nobody' } }],
    [1, { type: 'ExternalName', externalName: 'api.example.com' }],
  );
  return {
    namespace,
    host: hostOf(namespace, 'empty'),
    shortName: 'empty',
    ports: [{ port: 80, targetPort: 80 }],
    object: { apiVersion: 'v1', kind: 'Service', metadata: { name: 'empty', namespace, ...times.next() }, spec: { ...spec, ports: [{ name: 'http', port: 80 }] } },
  };
}

const hostOf = (namespace: string, name: string) => `${name}.${namespace}.svc.cluster.local`;
