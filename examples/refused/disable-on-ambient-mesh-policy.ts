// In ambient mode DISABLE does nothing, ztunnel goes on with mutual TLS: write a mode of AmbientMtlsMode.
import { App, Chart } from 'cdk8s';
import { AmbientMtlsMode, MeshPolicy, MtlsMode } from 'cdk8s-istio-mtls';

const chart = new Chart(new App(), 'policies');

// refused:
MeshPolicy.ambient(chart, 'mesh', { mode: MtlsMode.DISABLE });

// instead:
// MeshPolicy.ambient(chart, 'mesh', { mode: AmbientMtlsMode.PERMISSIVE });
