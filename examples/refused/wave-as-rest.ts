// What the waves leave over is no list of namespaces or workloads: rest is a MeshWave.
import { App, Chart } from 'cdk8s';
import { MeshWave, MtlsMigration, Wave } from 'cdk8s-istio-mtls';

const chart = new Chart(new App(), 'policies');
const canary = Wave.labelled('canary', { track: 'canary' });

// refused:
new MtlsMigration(chart, 'to-strict', { waves: [canary], rest: Wave.namespaces('rest', ['shop', 'pay']) });

// instead:
// new MtlsMigration(chart, 'to-strict', { waves: [canary], rest: MeshWave.named('rest') });
