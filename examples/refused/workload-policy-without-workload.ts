// A workload policy that selects nothing would be its namespace's policy: say whom it selects, or write a NamespacePolicy.
import { App, Chart } from 'cdk8s';
import { MtlsMode, Workload, WorkloadPolicy } from 'cdk8s-istio-mtls';

const chart = new Chart(new App(), 'policies');

// refused:
new WorkloadPolicy(chart, 'finance', { mode: MtlsMode.STRICT });

// instead:
// new WorkloadPolicy(chart, 'finance', { mode: MtlsMode.STRICT, workload: Workload.labelled('foo', { app: 'finance' }) });
