// ISTIO_MUTUAL uses the certificates that Istio issues: a client with its own says ClientTls.mutual.
import { App, Chart } from 'cdk8s';
import { ClientPolicy, ClientTls, Host, OwnCertificate } from 'cdk8s-istio-mtls';

const chart = new Chart(new App(), 'policies');
const bar = Host.service('bar', 'foo');
const certificate = OwnCertificate.files({ certificate: '/etc/certs/client.pem', privateKey: '/etc/certs/client.key' });

// refused:
new ClientPolicy(chart, 'to-bar', { host: bar, tls: ClientTls.ISTIO_MUTUAL, ownCertificate: certificate });

// instead:
// new ClientPolicy(chart, 'to-bar', { host: bar, tls: ClientTls.mutual(certificate) });
