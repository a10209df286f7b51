// `finance` inherits its mode, from `foo`'s policy or else the mesh's, but for workload port 8080. UNSET is written out,
// so that nobody takes the missing line for a mistake.
//
// Sidecar: port 8080 accepts plaintext only; every other port does what the parent says, today and after it changes.
// Ambient: this policy does nothing. Under a STRICT parent, istiod ignores exceptions that are all DISABLE, and 8080
// refuses plaintext like every other port; under a PERMISSIVE one, every port accepts plaintext anyway. For ambient
// workloads write the mode out and use `PortPolicy.permissive`, as in ambient-namespace.ts.
import { App, Chart } from 'cdk8s';
import { MtlsMode, PortPolicy, Workload, WorkloadPolicy } from 'cdk8s-istio-mtls';

const app = new App();
const chart = new Chart(app, 'workload-unset-except-port');

new WorkloadPolicy(chart, 'finance', {
  workload: Workload.labelled('foo', { app: 'finance' }),
  mode: MtlsMode.UNSET,
  ports: [PortPolicy.disable(8080, { reason: 'ledger protocol: the server greets first' })],
});

app.synth();
