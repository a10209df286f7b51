// The plan, the messages and the commands call a wave by its name: give it first.
import io.github.cdk8s.istio.mtls.*;
import java.util.List;
import org.cdk8s.Chart;

class NamespaceWaveWithoutName {
    static void declare(Chart chart) {
        // refused:
        Wave.namespaces(List.of("shop", "pay"));

        // instead:
        // Wave.namespaces("money", List.of("shop", "pay"));
    }
}
