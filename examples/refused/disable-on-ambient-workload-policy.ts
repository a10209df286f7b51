// In ambient mode DISABLE does nothing, ztunnel goes on with mutual TLS: write a mode of AmbientMtlsMode.
import { App, Chart } from 'cdk8s';
import { AmbientMtlsMode, MtlsMode, Workload, WorkloadPolicy } from 'cdk8s-istio-mtls';

const chart = new Chart(new App(), 'policies');
const finance = Workload.labelled('foo', { app: 'finance' });

// refused:
WorkloadPolicy.ambient(chart, 'finance', { workload: finance, mode: MtlsMode.DISABLE });

// instead:
// WorkloadPolicy.ambient(chart, 'finance', { workload: finance, mode: AmbientMtlsMode.PERMISSIVE });
