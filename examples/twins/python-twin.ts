// The twin of examples/python/main.py: the same program in TypeScript, which writes the same YAML, byte for byte.
// A shop in the middle of its migration: `web` refuses plaintext but for two ports, its namespace still accepts it.
import { App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import {
  ClientPolicy, ClientPortPolicy, ClientTls, Host, MeshPolicy, MeshWave, MtlsException, MtlsMigration, MtlsMode, NamespacePolicy, PortPolicy, Wave,
  WaveStep, Workload, WorkloadPolicy, WorkloadPort,
} from 'cdk8s-istio-mtls';

const app = new App();
const chart = new Chart(app, 'shop', { namespace: 'shop' });

// What runs.
const web = new kplus.Deployment(chart, 'web', {
  metadata: { name: 'web' },
  podMetadata: { labels: { app: 'web' } },
  select: false,
  containers: [{
    image: 'example.com/web',
    ports: [{ name: 'http', number: 8080 }, { name: 'greeter', number: 2525 }, { name: 'metrics', number: 9102 }],
  }],
});
web.select(kplus.LabelSelector.of({ labels: { app: 'web' } }));
const webService = new kplus.Service(chart, 'web-service', { metadata: { name: 'web' }, ports: [{ port: 80, targetPort: 8080 }] });
webService.selectLabel('app', 'web');

const orders = new kplus.Deployment(chart, 'orders', {
  metadata: { name: 'orders' },
  podMetadata: { labels: { app: 'orders' } },
  select: false,
  containers: [{ image: 'example.com/orders', ports: [{ name: 'http', number: 8080 }, { name: 'metrics', number: 9100 }] }],
});
orders.select(kplus.LabelSelector.of({ labels: { app: 'orders' } }));

// What servers accept.
new MeshPolicy(chart, 'mesh', { mode: MtlsMode.PERMISSIVE });
const shop = new NamespacePolicy(chart, 'shop-policy', { namespaceName: 'shop', mode: MtlsMode.UNSET });
shop.exceptPort(PortPolicy.permissivePort(WorkloadPort.named('metrics'), { reason: 'scraped from outside the mesh', until: '2027-09-30' }));
new WorkloadPolicy(chart, 'web-policy', {
  workload: Workload.of(web),
  mode: MtlsMode.UNSET,
  policyName: 'web',
  ports: [
    PortPolicy.permissivePort(WorkloadPort.behind(Host.ofService(webService).port(80)), { reason: 'the old load balancer dials pods' }),
    PortPolicy.disable(2525, { reason: 'the server greets first' }),
  ],
});

// What clients send.
new ClientPolicy(chart, 'batch', {
  host: Host.wildcard('*.batch.svc.cluster.local', [Host.service('printer', 'batch')]),
  tls: ClientTls.ISTIO_MUTUAL,
});
const bank = Host.external('bank.example.com', 'shop');
new ClientPolicy(chart, 'bank', {
  host: bank,
  tls: ClientTls.simple({ sni: 'bank.example.com' }),
  ports: [ClientPortPolicy.of(bank.port(8080), ClientTls.DISABLE)],
});

// How they become STRICT.
const canary = Wave.workloads('canary', [Workload.of(web)]);
const shopWave = Wave.namespaces('shop', ['shop'], { after: [canary] });
new MtlsMigration(chart, 'to-strict', {
  waves: [canary, shopWave],
  rest: MeshWave.named('rest', { after: [shopWave] }),
  exceptions: [MtlsException.port(Workload.of(orders), PortPolicy.permissive(8080, { reason: 'the mainframe calls it', until: '2027-03-31' }))],
  steps: { canary: WaveStep.STRICT, shop: WaveStep.PERMISSIVE },
});

app.synth();
