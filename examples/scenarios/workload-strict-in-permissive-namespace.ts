// `foo` accepts both, its workload `finance` mutual TLS only: of the policies that reach a pod, the narrowest decides.
// A good first step in a namespace that cannot be STRICT yet.
import { App, Chart } from 'cdk8s';
import { MtlsMode, NamespacePolicy, Workload, WorkloadPolicy } from 'cdk8s-istio-mtls';

const app = new App();
const chart = new Chart(app, 'workload-strict-in-permissive-namespace');

new NamespacePolicy(chart, 'foo', { namespaceName: 'foo', mode: MtlsMode.PERMISSIVE });
new WorkloadPolicy(chart, 'finance', { workload: Workload.labelled('foo', { app: 'finance' }), mode: MtlsMode.STRICT });

app.synth();
