// AmbientMtlsMode has no DISABLE, which ztunnel would not follow: PERMISSIVE accepts plaintext.
import io.github.cdk8s.istio.mtls.*;
import org.cdk8s.Chart;

class DisableAmongAmbientModes {
    static void declare(Chart chart) {
        // refused:
        NamespacePolicy.ambient(chart, "pay", AmbientNamespacePolicyProps.builder().namespaceName("pay").mode(AmbientMtlsMode.DISABLE).build());

        // instead:
        // NamespacePolicy.ambient(chart, "pay", AmbientNamespacePolicyProps.builder().namespaceName("pay").mode(AmbientMtlsMode.PERMISSIVE).build());
    }
}
