// A mesh-wide wave is what the waves leave over: it goes into rest.
import io.github.cdk8s.istio.mtls.*;
import java.util.List;
import org.cdk8s.Chart;

class MeshWaveAmongWaves {
    static void declare(Chart chart) {
        Wave shop = Wave.namespaces("shop", List.of("shop"));

        // refused:
        MtlsMigration.Builder.create(chart, "to-strict").waves(List.of(shop, MeshWave.named("rest"))).build();

        // instead:
        // MtlsMigration.Builder.create(chart, "to-strict").waves(List.of(shop)).rest(MeshWave.named("rest")).build();
    }
}
