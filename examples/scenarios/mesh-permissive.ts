// Mesh-wide PERMISSIVE: every workload accepts mutual TLS and plaintext. It is what Istio does without any policy;
// written down, it is a decision that somebody can review, and the object that a later commit turns to STRICT.
import { App, Chart } from 'cdk8s';
import { MeshPolicy, MtlsMode } from 'cdk8s-istio-mtls';

const app = new App();
const chart = new Chart(app, 'mesh-permissive');

new MeshPolicy(chart, 'mesh', { mode: MtlsMode.PERMISSIVE });

app.synth();
