// A repo that has only YAML (k8s/) begins its migration without rewriting any of it: Include reads the files, and the
// migration updates the PeerAuthentication that it finds there, under the name that it has. A second one beside it
// would be ignored, as Istio follows the oldest. Everything else comes out as it went in.
//
// `orders` is held back in a wave of its own, PERMISSIVE while its namespace is STRICT: k8s/mesh.yaml makes its clients
// send plaintext. Synth says so on stderr (expected/notices.txt); rules that are already there are never edited for you.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { App, Chart, Include } from 'cdk8s';
import { MtlsMigration, Wave, WaveStep, Workload } from 'cdk8s-istio-mtls';

const app = new App();
const chart = new Chart(app, 'shop');

const folder = join(__dirname, 'k8s');
for (const file of readdirSync(folder).sort()) new Include(chart, file, { url: join(folder, file) });

new MtlsMigration(chart, 'to-strict', {
  waves: [
    Wave.namespaces('shop', ['shop']),
    Wave.workloads('orders', [Workload.find(chart, 'orders')]),
  ],
  steps: { shop: WaveStep.STRICT, orders: WaveStep.CLIENTS },
});

app.synth();
