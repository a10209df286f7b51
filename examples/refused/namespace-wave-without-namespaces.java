// A wave holds what it is given, not what bears its name: list the namespaces.
import io.github.cdk8s.istio.mtls.*;
import java.util.List;
import org.cdk8s.Chart;

class NamespaceWaveWithoutNamespaces {
    static void declare(Chart chart) {
        // refused:
        Wave.namespaces("shop");

        // instead:
        // Wave.namespaces("shop", List.of("shop"));
    }
}
