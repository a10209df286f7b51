// Istio spells it DISABLE, as MtlsMode does.
import io.github.cdk8s.istio.mtls.*;
import org.cdk8s.Chart;

class ModeThatIsNotIstios {
    static void declare(Chart chart) {
        // refused:
        MeshPolicy.Builder.create(chart, "mesh").mode(MtlsMode.DISABLED).build();

        // instead:
        // MeshPolicy.Builder.create(chart, "mesh").mode(MtlsMode.DISABLE).build();
    }
}
