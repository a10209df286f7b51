// A workload policy that selects nothing would be its namespace's policy: say whom it selects, or write a NamespacePolicy.
import io.github.cdk8s.istio.mtls.*;
import java.util.Map;
import org.cdk8s.Chart;

class WorkloadPolicyWithoutWorkload {
    static void declare(Chart chart) {
        // refused:
        WorkloadPolicy.Builder.create(chart, "finance").mode(MtlsMode.STRICT).build();

        // instead:
        // WorkloadPolicy.Builder.create(chart, "finance")
        //     .mode(MtlsMode.STRICT).workload(Workload.labelled("foo", Map.of("app", "finance"))).build();
    }
}
