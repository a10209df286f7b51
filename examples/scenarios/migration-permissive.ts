// Step 1 of 3, as Istio's documentation migrates a mesh by hand. Servers accept both, so clients can change one by one.
// Nothing that works today stops working. (`MtlsMigration` takes these steps wave by wave: see examples/bookinfo.)
import { App, Chart } from 'cdk8s';
import { MeshPolicy, MtlsMode } from 'cdk8s-istio-mtls';

const app = new App();
const chart = new Chart(app, 'migration-permissive');

new MeshPolicy(chart, 'mesh', { mode: MtlsMode.PERMISSIVE });

app.synth();
