// Step 2 of 3: clients send mutual TLS to every Service. Shown because it is widely copied; under auto mTLS (Istio's
// default) leave it out. There, a client sends mutual TLS to each endpoint that has a proxy and plaintext to each that
// has none, and follows as pods come and go.
//
// The wildcard is riskier than it looks:
// - It reaches every Service, now and later. One endpoint without a proxy cannot end the TLS, and its Service breaks at
//   once, the Kubernetes API included. Each has to be excluded, by whoever deploys it.
// - Istio cannot exclude: each excluded host gets a rule of its own, and a rule never adds to another. A Service that
//   has a DestinationRule for something else (load balancing, say) does not see the wildcard at all.
// With auto mTLS switched off, write one ClientPolicy for each host: a mistake then breaks that host and no other.
import { App, Chart } from 'cdk8s';
import { ClientPolicy, ClientTls, Host, MeshPolicy, MtlsMode } from 'cdk8s-istio-mtls';

const app = new App();
const chart = new Chart(app, 'migration-clients');

new MeshPolicy(chart, 'mesh', { mode: MtlsMode.PERMISSIVE });
new ClientPolicy(chart, 'all-services', {
  host: Host.wildcard('*.local', [Host.service('kubernetes', 'default'), Host.service('ledger', 'legacy')]),
  tls: ClientTls.ISTIO_MUTUAL,
});

app.synth();
