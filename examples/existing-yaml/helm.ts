// A Helm chart (chart/) with a policy of ours beside it, from one synth: `Workload.of` finds the Deployment among the
// rendered objects and selects by its `matchLabels`, which stay when the chart's version changes. The exception names a
// port as the Service has it; the policy gets the workload port behind it. Needs helm: HELM names it, if not `helm`.
import { join } from 'node:path';
import { App, Chart, Helm } from 'cdk8s';
import { Host, MtlsMode, PortPolicy, Workload, WorkloadPolicy, WorkloadPort } from 'cdk8s-istio-mtls';

const app = new App();
const chart = new Chart(app, 'catalog');

const catalog = new Helm(chart, 'release', {
  chart: join(__dirname, 'chart'),
  releaseName: 'catalog',
  namespace: 'shop',
  values: { replicas: 3 },
  helmExecutable: process.env.HELM ?? 'helm',
});

new WorkloadPolicy(chart, 'catalog', {
  workload: Workload.of(catalog),
  mode: MtlsMode.STRICT,
  ports: [PortPolicy.permissivePort(WorkloadPort.behind(Host.ofService(catalog).port(9090)), {
    reason: 'metrics, scraped from outside the mesh',
    until: '2027-09-30', // synth fails from the next day on
  })],
});

app.synth();
