// A Service's port is no number of a container's port: WorkloadPort.behind finds the one behind the other.
import io.github.cdk8s.istio.mtls.*;
import org.cdk8s.Chart;

class ServicePortAsWorkloadPort {
    static void declare(Chart chart) {
        Host bar = Host.service("bar", "foo");

        // refused:
        WorkloadPort.number(bar.port(80));

        // instead:
        // WorkloadPort.behind(bar.port(80));
    }
}
