// In ambient mode DISABLE does nothing at a port either: PortPolicy.permissive lets plaintext in.
import { App, Chart } from 'cdk8s';
import { AmbientMtlsMode, PortPolicy, Workload, WorkloadPolicy } from 'cdk8s-istio-mtls';

const chart = new Chart(new App(), 'policies');
const finance = Workload.labelled('foo', { app: 'finance' });

// refused:
WorkloadPolicy.ambient(chart, 'finance', {
  workload: finance,
  mode: AmbientMtlsMode.STRICT,
  ports: [PortPolicy.disable(3306, { reason: 'MySQL clients without a proxy' })],
});

// instead:
// WorkloadPolicy.ambient(chart, 'finance', {
//   workload: finance,
//   mode: AmbientMtlsMode.STRICT,
//   ports: [PortPolicy.permissive(3306, { reason: 'MySQL clients without a proxy' })],
// });
