/** What Istio takes the bytes of a port for: that decides which TLS of strangers it lets through. */
export type PortProtocol = 'http' | 'tcp' | 'auto';

const HTTP = new Set(['http', 'http2', 'grpc', 'grpc-web', 'http_proxy']);
// A port that UDP has claimed is not sniffed either.
const TCP = new Set(['tcp', 'udp', 'https', 'tls', 'mongo', 'redis', 'mysql', 'hbone', 'doublehbone']);
const UNSNIFFED = new Set([25, 53, 3306, 27017]);

/** Names that only `appProtocol` may have. */
const APP_PROTOCOLS: Readonly<Record<string, string>> = { 'kubernetes.io/h2c': 'http2', 'kubernetes.io/ws': 'http', 'kubernetes.io/wss': 'https' };

interface NamedPort {
  readonly number: number;
  readonly name?: string;
  readonly appProtocol?: string;
}

/** The protocol of a Service port, in small letters; undefined where neither name nor `appProtocol` says. Mirrors istio pkg/config/kube/conversion.go. */
export function protocolName({ number, name = '', appProtocol }: NamedPort): string | undefined {
  const text = (appProtocol === undefined ? name : APP_PROTOCOLS[appProtocol] ?? appProtocol).toLowerCase();
  if (text.startsWith('grpc-web')) return 'grpc-web';
  const [prefix] = text.split('-', 1);
  if (HTTP.has(prefix) || TCP.has(prefix)) return prefix;
  return UNSNIFFED.has(number) ? 'tcp' : undefined;
}

export function protocolClass(name: string | undefined): PortProtocol {
  if (name === undefined) return 'auto';
  return HTTP.has(name) ? 'http' : TCP.has(name) ? 'tcp' : 'auto';
}

/** Whether the server has the first word, for which a proxy that waits for the client's waits for ever. */
export function isServerFirst(name: string | undefined): boolean {
  return name === 'mysql';
}
