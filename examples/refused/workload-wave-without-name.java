// The plan, the messages and the commands call a wave by its name: give it first.
import io.github.cdk8s.istio.mtls.*;
import java.util.List;
import java.util.Map;
import org.cdk8s.Chart;

class WorkloadWaveWithoutName {
    static void declare(Chart chart) {
        Workload finance = Workload.labelled("foo", Map.of("app", "finance"));

        // refused:
        Wave.workloads(List.of(finance));

        // instead:
        // Wave.workloads("canary", List.of(finance));
    }
}
