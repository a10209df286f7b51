// With a selector, Istio takes the mesh policy for one of the root namespace's own pods: select pods with a WorkloadPolicy.
import io.github.cdk8s.istio.mtls.*;
import java.util.Map;
import org.cdk8s.Chart;

class SelectorOnMeshPolicy {
    static void declare(Chart chart) {
        // refused:
        MeshPolicy.Builder.create(chart, "mesh").mode(MtlsMode.STRICT).selector(Map.of("app", "finance")).build();

        // instead:
        // WorkloadPolicy.Builder.create(chart, "finance")
        //     .mode(MtlsMode.STRICT).workload(Workload.labelled("foo", Map.of("app", "finance"))).build();
    }
}
