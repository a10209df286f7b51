// What the waves leave over is no list of namespaces or workloads: rest is a MeshWave.
import io.github.cdk8s.istio.mtls.*;
import java.util.List;
import java.util.Map;
import org.cdk8s.Chart;

class WaveAsRest {
    static void declare(Chart chart) {
        Wave canary = Wave.labelled("canary", Map.of("track", "canary"));

        // refused:
        MtlsMigration.Builder.create(chart, "to-strict").waves(List.of(canary)).rest(Wave.namespaces("rest", List.of("shop", "pay"))).build();

        // instead:
        // MtlsMigration.Builder.create(chart, "to-strict").waves(List.of(canary)).rest(MeshWave.named("rest")).build();
    }
}
