// Mesh-wide STRICT: a policy without a selector in the root namespace. Every workload with a proxy refuses plaintext on
// every port, unless its namespace or its own policy says otherwise. The end of a migration, not its beginning: a
// caller without a proxy is cut off the moment this arrives.
import { App, Chart } from 'cdk8s';
import { MeshPolicy, MtlsMode } from 'cdk8s-istio-mtls';

const app = new App();
const chart = new Chart(app, 'mesh-strict');

new MeshPolicy(chart, 'mesh', { mode: MtlsMode.STRICT });

app.synth();
