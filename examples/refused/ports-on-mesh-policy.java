// Istio has no ports without a selector: exceptPort writes the exception into the policy of each workload that has the port.
import io.github.cdk8s.istio.mtls.*;
import java.util.List;
import org.cdk8s.Chart;

class PortsOnMeshPolicy {
    static void declare(Chart chart) {
        PortPolicy exception = PortPolicy.permissive(9102, PortPolicyOptions.builder().reason("scraped from outside the mesh").build());

        // refused:
        MeshPolicy.Builder.create(chart, "mesh").mode(MtlsMode.STRICT).ports(List.of(exception)).build();

        // instead:
        // MeshPolicy.Builder.create(chart, "mesh").mode(MtlsMode.STRICT).build().exceptPort(exception);
    }
}
