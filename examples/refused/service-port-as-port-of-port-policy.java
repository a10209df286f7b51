// Clients dial the Service's port, a policy is about the container's: WorkloadPort.behind finds the one behind the other.
import io.github.cdk8s.istio.mtls.*;
import org.cdk8s.Chart;

class ServicePortAsPortOfPortPolicy {
    static void declare(Chart chart) {
        Host bar = Host.service("bar", "foo");
        PortPolicyOptions why = PortPolicyOptions.builder().reason("scraped from outside the mesh").build();

        // refused:
        PortPolicy.permissivePort(bar.port(80), why);

        // instead:
        // PortPolicy.permissivePort(WorkloadPort.behind(bar.port(80)), why);
    }
}
