// Hosts outside the mesh with TLS of their own. Workloads dial http://…:80, and their proxies turn it into TLS to port
// 443. Never for a host in the mesh: its proxy wants Istio's certificates and ends nothing else.
import { ApiObject, App, Chart } from 'cdk8s';
import { ClientPolicy, ClientTls, Host, OwnCertificate } from 'cdk8s-istio-mtls';

const app = new App();
const chart = new Chart(app, 'tls-of-its-own', { namespace: 'shop' });

new ApiObject(chart, 'partners', {
  apiVersion: 'networking.istio.io/v1',
  kind: 'ServiceEntry',
  metadata: { name: 'partners' },
  spec: {
    hosts: ['payments.example.com', 'bank.example.com'],
    location: 'MESH_EXTERNAL',
    resolution: 'DNS',
    ports: [{ number: 80, name: 'http', protocol: 'HTTP', targetPort: 443 }],
  },
});

// The server shows a certificate, the client none.
new ClientPolicy(chart, 'payments', {
  host: Host.external('payments.example.com', 'shop'),
  tls: ClientTls.simple({ subjectAltNames: ['payments.example.com'] }),
});

// Both show one. The client's is in files that the pod mounts into its proxy (annotations sidecar.istio.io/userVolume and
// sidecar.istio.io/userVolumeMount).
new ClientPolicy(chart, 'bank', {
  host: Host.external('bank.example.com', 'shop'),
  tls: ClientTls.mutual(
    OwnCertificate.files({ certificate: '/etc/bank/tls.crt', privateKey: '/etc/bank/tls.key', caCertificates: '/etc/bank/ca.crt' }),
    { sni: 'bank.example.com' },
  ),
});

app.synth();
