// Istio has no ports without a selector: exceptPort writes the exception into the policy of each workload that has the port.
import { App, Chart } from 'cdk8s';
import { MeshPolicy, MtlsMode, PortPolicy } from 'cdk8s-istio-mtls';

const chart = new Chart(new App(), 'policies');

// refused:
new MeshPolicy(chart, 'mesh', { mode: MtlsMode.STRICT, ports: [PortPolicy.permissive(9102, { reason: 'scraped from outside the mesh' })] });

// instead:
// new MeshPolicy(chart, 'mesh', { mode: MtlsMode.STRICT }).exceptPort(PortPolicy.permissive(9102, { reason: 'scraped from outside the mesh' }));
