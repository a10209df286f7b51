import type { Ground } from './ground';
import type { Json } from '../generated-mesh';

const CERTIFICATE = { clientCertificate: '/etc/certs/cert.pem', privateKey: '/etc/certs/key.pem' };

/** `trafficPolicy.tls` of a rule in this namespace, in every shape that the API server lets in. */
export function drawClientTls({ random, features }: Pick<Ground, 'random' | 'features'>, namespace: string): Json {
  if (features.chance('userTls', 0.6)) return random.pick([...USER_TLS, { mode: 'SIMPLE', credentialName: `configmap://${namespace}/client-ca` }]);
  return random.weighted<Json>(
    [30, { mode: 'ISTIO_MUTUAL' }],
    [22, { mode: 'DISABLE' }],
    // Without a mode it is DISABLE: the enum's zero value.
    [8, {}],
    [4, { sni: 'srv.example.com' }],
    [3, { mode: 'ISTIO_MUTUAL', ...CERTIFICATE }],
    [3, { mode: 'ISTIO_MUTUAL', sni: 'srv.example.com', subjectAltNames: ['spiffe://cluster.local/ns/a/sa/srv'] }],
    [6, { mode: 'SIMPLE' }],
    [4, { mode: 'MUTUAL', ...CERTIFICATE }],
  );
}

const USER_TLS: readonly Json[] = [
  { mode: 'SIMPLE' },
  { mode: 'SIMPLE', caCertificates: '/etc/certs/ca.pem' },
  { mode: 'SIMPLE', insecureSkipVerify: true },
  { mode: 'SIMPLE', sni: 'srv.example.com', subjectAltNames: ['srv.example.com'] },
  { mode: 'SIMPLE', credentialName: 'client-ca' },
  { mode: 'MUTUAL', ...CERTIFICATE },
  { mode: 'MUTUAL', ...CERTIFICATE, caCertificates: '/etc/certs/ca.pem' },
  { mode: 'MUTUAL', credentialName: 'client-cert' },
];
