import type { Bare, ServicePort, WorkloadDraft } from './ground';
import type { Json } from '../generated-mesh';

/** By what Istio makes of them: HTTP-like, TCP-like, server-first, to be sniffed. */
const PORT_NAMES = ['http', 'http-web', 'grpc-api', 'http2-x', 'tcp', 'tcp-data', 'mysql', 'redis-x', 'mongo', 'tls-x', 'https', 'web', 'metrics', 'httpx'];

const APP_PROTOCOLS = ['http', 'tcp', 'mysql', 'grpc', 'https', 'kubernetes.io/h2c', 'kubernetes.io/ws', 'example.com/own', 'HTTP'];

const SERVICE_PORTS = [80, 8080, 9090, 443, 3306, 9000];

export interface DrawnPorts {
  readonly ports: ServicePort[];
  /** As the Service holds them. */
  readonly manifest: Json[];
}

export function drawServicePorts(bare: Bare, server: WorkloadDraft, headless: boolean): DrawnPorts {
  const { random, features } = bare;
  const numbers = random.some(SERVICE_PORTS, 1, random.pick([2, 3, 4]));
  const isUnnamed = numbers.length === 1 && random.chance(0.2);
  const names = random.shuffled(PORT_NAMES);
  const drawn = numbers.map((number, i) => {
    const targetPort = drawTarget(bare, server, number, headless);
    // Whoever dials a pod by name dials the Service's port at the pod: most charts give both one number.
    const port = headless && typeof targetPort === 'number' && random.chance(0.8) ? targetPort : number;
    return { port, targetPort, name: names[i] };
  });
  const ports = [...new Map(drawn.map((port) => [port.port, port])).values()];
  const manifest = ports.map(({ port, targetPort, name }) => ({
    ...(!isUnnamed && { name }),
    port,
    ...(targetPort !== port && { targetPort }),
    ...(features.chance('unusualPorts', 0.3) && { appProtocol: random.pick(APP_PROTOCOLS) }),
    ...(features.chance('unusualPorts', 0.1) && { protocol: random.pick(['TCP', 'TCP', 'UDP']) }),
  }));
  return { ports, manifest };
}

function drawTarget({ random, features }: Bare, server: WorkloadDraft, port: number, headless: boolean): number | string {
  const names = server.ports.flatMap(({ name }) => (name === undefined ? [] : [name]));
  if (names.length > 0 && features.chance('namedPorts', 0.5)) return random.chance(0.1) ? 'nowhere' : random.pick(names);
  if (server.ports.length > 0 && random.chance(headless ? 0.9 : 0.75)) return random.pick(server.ports).containerPort;
  return port;
}
