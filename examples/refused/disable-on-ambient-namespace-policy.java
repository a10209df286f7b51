// In ambient mode DISABLE does nothing, ztunnel goes on with mutual TLS: write a mode of AmbientMtlsMode.
import io.github.cdk8s.istio.mtls.*;
import org.cdk8s.Chart;

class DisableOnAmbientNamespacePolicy {
    static void declare(Chart chart) {
        // refused:
        NamespacePolicy.ambient(chart, "pay", AmbientNamespacePolicyProps.builder().namespaceName("pay").mode(MtlsMode.DISABLE).build());

        // instead:
        // NamespacePolicy.ambient(chart, "pay", AmbientNamespacePolicyProps.builder().namespaceName("pay").mode(AmbientMtlsMode.PERMISSIVE).build());
    }
}
