// `foo` is STRICT but for the port that a scraper without a proxy reads. Istio knows ports only in policies with a
// selector, so the exception becomes a policy for each workload that has the port: `finance` (9102) and `ledger` (9100)
// get one, `web` does not. `finance` has a policy already, and Istio follows one per workload: the port goes into that.
import { join } from 'node:path';
import { App, Chart } from 'cdk8s';
import { Mesh, MtlsMode, NamespacePolicy, PortPolicy, Workload, WorkloadPolicy, WorkloadPort } from 'cdk8s-istio-mtls';

const app = new App();
const chart = new Chart(app, 'namespace-port-exception');
Mesh.of(app).addManifests(join(__dirname, 'namespace-port-exception.workloads.yaml'));

const foo = new NamespacePolicy(chart, 'foo', { namespaceName: 'foo', mode: MtlsMode.STRICT });
foo.exceptPort(PortPolicy.permissivePort(WorkloadPort.named('metrics'), {
  reason: 'scraped by a Prometheus outside the mesh',
  until: '2027-09-30', // synth fails from the next day on
}));

new WorkloadPolicy(chart, 'finance', {
  workload: Workload.labelled('foo', { app: 'finance' }),
  mode: MtlsMode.STRICT,
  ports: [PortPolicy.permissive(8080, { reason: 'called by the mainframe' })],
});

app.synth();
