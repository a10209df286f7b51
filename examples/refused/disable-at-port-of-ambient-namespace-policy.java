// In ambient mode DISABLE does nothing at a port either: PortPolicy.permissive lets plaintext in.
import io.github.cdk8s.istio.mtls.*;
import org.cdk8s.Chart;

class DisableAtPortOfAmbientNamespacePolicy {
    static void declare(Chart chart) {
        AmbientNamespacePolicy pay = NamespacePolicy.ambient(chart, "pay",
            AmbientNamespacePolicyProps.builder().namespaceName("pay").mode(AmbientMtlsMode.STRICT).build());
        PortPolicyOptions why = PortPolicyOptions.builder().reason("MySQL clients without a proxy").build();

        // refused:
        pay.exceptPort(PortPolicy.disable(3306, why));

        // instead:
        // pay.exceptPort(PortPolicy.permissive(3306, why));
    }
}
