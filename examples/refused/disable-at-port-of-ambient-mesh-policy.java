// In ambient mode DISABLE does nothing at a port either: PortPolicy.permissive lets plaintext in.
import io.github.cdk8s.istio.mtls.*;
import org.cdk8s.Chart;

class DisableAtPortOfAmbientMeshPolicy {
    static void declare(Chart chart) {
        AmbientMeshPolicy mesh = MeshPolicy.ambient(chart, "mesh",
            AmbientMeshPolicyProps.builder().mode(AmbientMtlsMode.STRICT).build());
        PortPolicyOptions why = PortPolicyOptions.builder().reason("MySQL clients without a proxy").build();

        // refused:
        mesh.exceptPort(PortPolicy.disable(3306, why));

        // instead:
        // mesh.exceptPort(PortPolicy.permissive(3306, why));
    }
}
