// A text is no mode, and "DISABLED" is none of Istio's: take it from MtlsMode.
import { App, Chart } from 'cdk8s';
import { MeshPolicy, MtlsMode } from 'cdk8s-istio-mtls';

const chart = new Chart(new App(), 'policies');

// refused:
new MeshPolicy(chart, 'mesh', { mode: 'DISABLED' });

// instead:
// new MeshPolicy(chart, 'mesh', { mode: MtlsMode.DISABLE });
