// Step 3 of 3: servers refuse plaintext. Only once the metrics show that none arrives: before this step an unnoticed
// caller without a proxy works, after it the caller is cut off, and refused plaintext never reaches those metrics.
// The way back is step 2; the client rule stays, as taking it out in the same commit would be two changes at once.
import { App, Chart } from 'cdk8s';
import { ClientPolicy, ClientTls, Host, MeshPolicy, MtlsMode } from 'cdk8s-istio-mtls';

const app = new App();
const chart = new Chart(app, 'migration-strict');

new MeshPolicy(chart, 'mesh', { mode: MtlsMode.STRICT });
new ClientPolicy(chart, 'all-services', {
  host: Host.wildcard('*.local', [Host.service('kubernetes', 'default'), Host.service('ledger', 'legacy')]),
  tls: ClientTls.ISTIO_MUTUAL,
});

app.synth();
