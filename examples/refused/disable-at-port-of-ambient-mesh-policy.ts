// In ambient mode DISABLE does nothing at a port either: PortPolicy.permissive lets plaintext in.
import { App, Chart } from 'cdk8s';
import { AmbientMtlsMode, MeshPolicy, PortPolicy } from 'cdk8s-istio-mtls';

const chart = new Chart(new App(), 'policies');
const mesh = MeshPolicy.ambient(chart, 'mesh', { mode: AmbientMtlsMode.STRICT });

// refused:
mesh.exceptPort(PortPolicy.disable(3306, { reason: 'MySQL clients without a proxy' }));

// instead:
// mesh.exceptPort(PortPolicy.permissive(3306, { reason: 'MySQL clients without a proxy' }));
