// A policy with a selector is no namespace's policy: select pods with a WorkloadPolicy.
import { App, Chart } from 'cdk8s';
import { MtlsMode, NamespacePolicy, Workload, WorkloadPolicy } from 'cdk8s-istio-mtls';

const chart = new Chart(new App(), 'policies');

// refused:
new NamespacePolicy(chart, 'foo', { namespaceName: 'foo', mode: MtlsMode.STRICT, selector: { app: 'finance' } });

// instead:
// new WorkloadPolicy(chart, 'finance', { mode: MtlsMode.STRICT, workload: Workload.labelled('foo', { app: 'finance' }) });
