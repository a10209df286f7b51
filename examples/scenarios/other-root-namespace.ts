// A mesh whose root namespace is not istio-system. Said once, it moves everything that has to be there: the mesh-wide
// policy (in any other namespace it would be that namespace's alone) and wildcard client rules.
import { App, Chart } from 'cdk8s';
import { ClientPolicy, ClientTls, Host, Mesh, MeshPolicy, MtlsMode } from 'cdk8s-istio-mtls';

const app = new App();
const chart = new Chart(app, 'other-root-namespace');
Mesh.of(app).configure({ rootNamespace: 'istio-config', clusterDomain: 'corp.example' });

new MeshPolicy(chart, 'mesh', { mode: MtlsMode.STRICT });
new ClientPolicy(chart, 'batch-services', { host: Host.wildcard('*.batch.svc.corp.example', []), tls: ClientTls.ISTIO_MUTUAL });

app.synth();
