// `backend` accepts mutual TLS only, and the rule beside it makes every client with a proxy send it. Under auto mTLS
// clients do so by themselves; the rule is for meshes that have it switched off. Every endpoint of the Service must
// have a proxy: the rule goes to all of them. Roll the rule out first, STRICT after it.
import { App, Chart } from 'cdk8s';
import { ClientPolicy, ClientTls, Host, MtlsMode, Workload, WorkloadPolicy } from 'cdk8s-istio-mtls';

const app = new App();
const chart = new Chart(app, 'backend-with-client-policy');

new ClientPolicy(chart, 'to-backend', { host: Host.service('backend', 'shop'), tls: ClientTls.ISTIO_MUTUAL });
new WorkloadPolicy(chart, 'backend', { workload: Workload.labelled('shop', { app: 'backend' }), mode: MtlsMode.STRICT });

app.synth();
