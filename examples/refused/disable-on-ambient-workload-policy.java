// In ambient mode DISABLE does nothing, ztunnel goes on with mutual TLS: write a mode of AmbientMtlsMode.
import io.github.cdk8s.istio.mtls.*;
import java.util.Map;
import org.cdk8s.Chart;

class DisableOnAmbientWorkloadPolicy {
    static void declare(Chart chart) {
        Workload finance = Workload.labelled("foo", Map.of("app", "finance"));

        // refused:
        WorkloadPolicy.ambient(chart, "finance", AmbientWorkloadPolicyProps.builder().workload(finance).mode(MtlsMode.DISABLE).build());

        // instead:
        // WorkloadPolicy.ambient(chart, "finance", AmbientWorkloadPolicyProps.builder().workload(finance).mode(AmbientMtlsMode.PERMISSIVE).build());
    }
}
