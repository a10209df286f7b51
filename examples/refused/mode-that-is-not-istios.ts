// Istio spells it DISABLE, as MtlsMode does.
import { App, Chart } from 'cdk8s';
import { MeshPolicy, MtlsMode } from 'cdk8s-istio-mtls';

const chart = new Chart(new App(), 'policies');

// refused:
new MeshPolicy(chart, 'mesh', { mode: MtlsMode.DISABLED });

// instead:
// new MeshPolicy(chart, 'mesh', { mode: MtlsMode.DISABLE });
