// In ambient mode DISABLE does nothing, ztunnel goes on with mutual TLS: write a mode of AmbientMtlsMode.
import { App, Chart } from 'cdk8s';
import { AmbientMtlsMode, MtlsMode, NamespacePolicy } from 'cdk8s-istio-mtls';

const chart = new Chart(new App(), 'policies');

// refused:
NamespacePolicy.ambient(chart, 'pay', { namespaceName: 'pay', mode: MtlsMode.DISABLE });

// instead:
// NamespacePolicy.ambient(chart, 'pay', { namespaceName: 'pay', mode: AmbientMtlsMode.PERMISSIVE });
