// The twin of examples/java: the same program in TypeScript, which writes the same YAML, byte for byte.
// An ambient namespace `pay` beside a sidecar namespace `shop`, in the middle of their migration. What runs there is
// plain YAML, examples/java/workloads.yaml.
import { join } from 'node:path';
import { App, Chart, Include } from 'cdk8s';
import {
  AmbientMtlsMode, ClientPolicy, ClientTls, Host, Mesh, MeshPolicy, MeshWave, MtlsException, MtlsMigration, MtlsMode, NamespacePolicy, OwnCertificate,
  PortPolicy, Wave, WaveStep, Workload, WorkloadPolicy, WorkloadPort,
} from 'cdk8s-istio-mtls';

const app = new App();
const chart = new Chart(app, 'shop');
const workloads = new Include(chart, 'workloads', { url: join(__dirname, '../java/workloads.yaml') });
Mesh.of(app).configure({ rootNamespace: 'istio-config', ambient: true });

// What servers accept.
new MeshPolicy(chart, 'mesh', { mode: MtlsMode.PERMISSIVE });
NamespacePolicy.ambient(chart, 'pay', { namespaceName: 'pay', mode: AmbientMtlsMode.STRICT });
const shop = new NamespacePolicy(chart, 'shop', { namespaceName: 'shop', mode: MtlsMode.PERMISSIVE });
shop.exceptPort(PortPolicy.permissivePort(WorkloadPort.named('metrics'), { reason: 'scraped from outside the mesh', until: '2027-09-30' }));
const web = Workload.find(workloads, 'web');
new WorkloadPolicy(chart, 'web', {
  workload: web,
  mode: MtlsMode.UNSET,
  ports: [
    PortPolicy.permissivePort(WorkloadPort.behind(Host.service('web', 'shop').port(80)), { reason: 'the old load balancer dials pods' }),
    PortPolicy.disable(2525, { reason: 'the server greets first' }),
  ],
});

// What clients send.
new ClientPolicy(chart, 'batch', {
  host: Host.wildcard('*.batch.svc.cluster.local', [Host.service('printer', 'batch')]),
  tls: ClientTls.ISTIO_MUTUAL,
});
new ClientPolicy(chart, 'bank', {
  host: Host.external('bank.example.com', 'shop'),
  tls: ClientTls.mutual(OwnCertificate.files({ certificate: '/etc/bank/tls.crt', privateKey: '/etc/bank/tls.key' }), { sni: 'bank.example.com' }),
});

// How they become STRICT.
const canary = Wave.workloads('canary', [web]);
const backends = Wave.labelled('backends', { tier: 'backend' }, { after: [canary] });
new MtlsMigration(chart, 'to-strict', {
  waves: [canary, backends],
  rest: MeshWave.named('rest', { after: [backends] }),
  exceptions: [MtlsException.portInNamespace('shop', PortPolicy.permissive(8081, { reason: 'the mainframe calls it', until: '2027-03-31' }))],
  steps: { canary: WaveStep.STRICT, backends: WaveStep.CLIENTS, rest: WaveStep.PERMISSIVE },
});

app.synth();
