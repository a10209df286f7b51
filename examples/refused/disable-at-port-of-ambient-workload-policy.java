// In ambient mode DISABLE does nothing at a port either: PortPolicy.permissive lets plaintext in.
import io.github.cdk8s.istio.mtls.*;
import java.util.List;
import java.util.Map;
import org.cdk8s.Chart;

class DisableAtPortOfAmbientWorkloadPolicy {
    static void declare(Chart chart) {
        Workload finance = Workload.labelled("foo", Map.of("app", "finance"));
        PortPolicyOptions why = PortPolicyOptions.builder().reason("MySQL clients without a proxy").build();

        // refused:
        WorkloadPolicy.ambient(chart, "finance", AmbientWorkloadPolicyProps.builder()
            .workload(finance).mode(AmbientMtlsMode.STRICT).ports(List.of(PortPolicy.disable(3306, why))).build());

        // instead:
        // WorkloadPolicy.ambient(chart, "finance", AmbientWorkloadPolicyProps.builder()
        //     .workload(finance).mode(AmbientMtlsMode.STRICT).ports(List.of(PortPolicy.permissive(3306, why))).build());
    }
}
