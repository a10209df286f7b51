// A mesh-wide wave is what the waves leave over: it goes into rest.
import { App, Chart } from 'cdk8s';
import { MeshWave, MtlsMigration, Wave } from 'cdk8s-istio-mtls';

const chart = new Chart(new App(), 'policies');
const shop = Wave.namespaces('shop', ['shop']);

// refused:
new MtlsMigration(chart, 'to-strict', { waves: [shop, MeshWave.named('rest')] });

// instead:
// new MtlsMigration(chart, 'to-strict', { waves: [shop], rest: MeshWave.named('rest') });
