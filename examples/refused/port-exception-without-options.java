// An exception without a reason outlives whoever asked for it: say why the port differs.
import io.github.cdk8s.istio.mtls.*;
import org.cdk8s.Chart;

class PortExceptionWithoutOptions {
    static void declare(Chart chart) {
        // refused:
        PortPolicy.permissive(9102);

        // instead:
        // PortPolicy.permissive(9102, PortPolicyOptions.builder().reason("scraped from outside the mesh").build());
    }
}
