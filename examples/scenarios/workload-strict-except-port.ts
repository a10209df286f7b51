// `finance` is STRICT but for workload port 8080, which accepts plaintext only. 8080 is the container's port: where a
// Service maps 80 to 8080, clients dial 80, and an exception for 80 would do nothing.
//
// DISABLE is for protocols in which the server speaks first, which stall while a PERMISSIVE port waits to see what the
// client sends. For all else `PortPolicy.permissive` is the better exception: callers with a proxy keep mutual TLS.
import { App, Chart } from 'cdk8s';
import { MtlsMode, PortPolicy, Workload, WorkloadPolicy } from 'cdk8s-istio-mtls';

const app = new App();
const chart = new Chart(app, 'workload-strict-except-port');

new WorkloadPolicy(chart, 'finance', {
  workload: Workload.labelled('foo', { app: 'finance' }),
  mode: MtlsMode.STRICT,
  ports: [PortPolicy.disable(8080, { reason: 'ledger protocol: the server greets first' })],
});

app.synth();
