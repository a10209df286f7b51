// A workload that a migration leaves PERMISSIVE wants a reason as a port does.
import io.github.cdk8s.istio.mtls.*;
import java.util.Map;
import org.cdk8s.Chart;

class WorkloadExceptionWithoutReason {
    static void declare(Chart chart) {
        Workload finance = Workload.labelled("foo", Map.of("app", "finance"));

        // refused:
        MtlsException.workload(finance, PortPolicyOptions.builder().until("2027-09-30").build());

        // instead:
        // MtlsException.workload(finance, PortPolicyOptions.builder().reason("its clients have no proxy").until("2027-09-30").build());
    }
}
