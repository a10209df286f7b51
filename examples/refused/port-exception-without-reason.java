// A last day says until when, not why: give the reason too.
import io.github.cdk8s.istio.mtls.*;
import org.cdk8s.Chart;

class PortExceptionWithoutReason {
    static void declare(Chart chart) {
        // refused:
        PortPolicy.permissive(9102, PortPolicyOptions.builder().until("2027-09-30").build());

        // instead:
        // PortPolicy.permissive(9102, PortPolicyOptions.builder().reason("scraped from outside the mesh").until("2027-09-30").build());
    }
}
