// A text is no mode, and "DISABLED" is none of Istio's: take it from MtlsMode.
import io.github.cdk8s.istio.mtls.*;
import org.cdk8s.Chart;

class ModeAsText {
    static void declare(Chart chart) {
        // refused:
        MeshPolicy.Builder.create(chart, "mesh").mode("DISABLED").build();

        // instead:
        // MeshPolicy.Builder.create(chart, "mesh").mode(MtlsMode.DISABLE).build();
    }
}
