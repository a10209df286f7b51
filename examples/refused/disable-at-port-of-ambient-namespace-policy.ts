// In ambient mode DISABLE does nothing at a port either: PortPolicy.permissive lets plaintext in.
import { App, Chart } from 'cdk8s';
import { AmbientMtlsMode, NamespacePolicy, PortPolicy } from 'cdk8s-istio-mtls';

const chart = new Chart(new App(), 'policies');
const pay = NamespacePolicy.ambient(chart, 'pay', { namespaceName: 'pay', mode: AmbientMtlsMode.STRICT });

// refused:
pay.exceptPort(PortPolicy.disable(3306, { reason: 'MySQL clients without a proxy' }));

// instead:
// pay.exceptPort(PortPolicy.permissive(3306, { reason: 'MySQL clients without a proxy' }));
