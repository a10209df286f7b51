// A wave holds what it is given, not what bears its name: list the workloads.
import io.github.cdk8s.istio.mtls.*;
import java.util.List;
import java.util.Map;
import org.cdk8s.Chart;

class WorkloadWaveWithoutWorkloads {
    static void declare(Chart chart) {
        Workload finance = Workload.labelled("foo", Map.of("app", "finance"));

        // refused:
        Wave.workloads("finance");

        // instead:
        // Wave.workloads("finance", List.of(finance));
    }
}
