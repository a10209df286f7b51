// A policy with a selector is no namespace's policy: select pods with a WorkloadPolicy.
import io.github.cdk8s.istio.mtls.*;
import java.util.Map;
import org.cdk8s.Chart;

class SelectorOnNamespacePolicy {
    static void declare(Chart chart) {
        // refused:
        NamespacePolicy.Builder.create(chart, "foo").namespaceName("foo").mode(MtlsMode.STRICT).selector(Map.of("app", "finance")).build();

        // instead:
        // WorkloadPolicy.Builder.create(chart, "finance")
        //     .mode(MtlsMode.STRICT).workload(Workload.labelled("foo", Map.of("app", "finance"))).build();
    }
}
