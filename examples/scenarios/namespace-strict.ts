// One namespace STRICT: workloads of `foo` refuse plaintext, whatever the mesh-wide policy says. Callers from other
// namespaces still get in, if they have a proxy: mutual TLS asks who you are, not where you are.
import { App, Chart } from 'cdk8s';
import { MtlsMode, NamespacePolicy } from 'cdk8s-istio-mtls';

const app = new App();
const chart = new Chart(app, 'namespace-strict');

new NamespacePolicy(chart, 'foo', { namespaceName: 'foo', mode: MtlsMode.STRICT });

app.synth();
