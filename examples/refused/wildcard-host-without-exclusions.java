// A wildcard reaches Services without a proxy too, and cuts them off: name each, or write [] when there is none.
import io.github.cdk8s.istio.mtls.*;
import java.util.List;
import org.cdk8s.Chart;

class WildcardHostWithoutExclusions {
    static void declare(Chart chart) {
        // refused:
        Host.wildcard("*.local");

        // instead:
        // Host.wildcard("*.local", List.of(Host.service("legacy", "foo")));
    }
}
