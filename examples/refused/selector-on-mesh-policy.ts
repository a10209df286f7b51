// With a selector, Istio takes the mesh policy for one of the root namespace's own pods: select pods with a WorkloadPolicy.
import { App, Chart } from 'cdk8s';
import { MeshPolicy, MtlsMode, Workload, WorkloadPolicy } from 'cdk8s-istio-mtls';

const chart = new Chart(new App(), 'policies');

// refused:
new MeshPolicy(chart, 'mesh', { mode: MtlsMode.STRICT, selector: { app: 'finance' } });

// instead:
// new WorkloadPolicy(chart, 'finance', { mode: MtlsMode.STRICT, workload: Workload.labelled('foo', { app: 'finance' }) });
