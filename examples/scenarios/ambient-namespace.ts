// A namespace in ambient mode: `pay` is STRICT, its `gateway` lets callers outside the mesh into workload port 8080.
// There is no DISABLE in ambient mode: ztunnel takes it for PERMISSIVE, or ignores it where only ports say so and the
// workload inherits STRICT. So it does not compile with `.ambient(…)`.
import { App, Chart } from 'cdk8s';
import { AmbientMtlsMode, MtlsMode, NamespacePolicy, PortPolicy, Workload, WorkloadPolicy } from 'cdk8s-istio-mtls';

const app = new App();
const chart = new Chart(app, 'ambient-namespace');
const gateway = Workload.labelled('pay', { app: 'gateway' });

NamespacePolicy.ambient(chart, 'pay', { namespaceName: 'pay', mode: AmbientMtlsMode.STRICT });
WorkloadPolicy.ambient(chart, 'gateway', {
  workload: gateway,
  mode: AmbientMtlsMode.STRICT,
  ports: [PortPolicy.permissive(8080, { reason: 'card terminals call it from outside the mesh' })],
});

/** Never called: what the compiler refuses. */
export function refused(): void {
  // @ts-expect-error DISABLE as the mode
  NamespacePolicy.ambient(chart, 'off', { namespaceName: 'pay', mode: MtlsMode.DISABLE });
  const ports = [PortPolicy.disable(8080, { reason: 'card terminals' })];
  // @ts-expect-error DISABLE at a port
  WorkloadPolicy.ambient(chart, 'port-off', { workload: gateway, mode: AmbientMtlsMode.STRICT, ports });
}

app.synth();
