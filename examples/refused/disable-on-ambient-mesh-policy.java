// In ambient mode DISABLE does nothing, ztunnel goes on with mutual TLS: write a mode of AmbientMtlsMode.
import io.github.cdk8s.istio.mtls.*;
import org.cdk8s.Chart;

class DisableOnAmbientMeshPolicy {
    static void declare(Chart chart) {
        // refused:
        MeshPolicy.ambient(chart, "mesh", AmbientMeshPolicyProps.builder().mode(MtlsMode.DISABLE).build());

        // instead:
        // MeshPolicy.ambient(chart, "mesh", AmbientMeshPolicyProps.builder().mode(AmbientMtlsMode.PERMISSIVE).build());
    }
}
