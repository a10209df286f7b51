// AmbientMtlsMode has no DISABLE, which ztunnel would not follow: PERMISSIVE accepts plaintext.
import { App, Chart } from 'cdk8s';
import { AmbientMtlsMode, NamespacePolicy } from 'cdk8s-istio-mtls';

const chart = new Chart(new App(), 'policies');

// refused:
NamespacePolicy.ambient(chart, 'pay', { namespaceName: 'pay', mode: AmbientMtlsMode.DISABLE });

// instead:
// NamespacePolicy.ambient(chart, 'pay', { namespaceName: 'pay', mode: AmbientMtlsMode.PERMISSIVE });
