// A wave holds what it is given, not what bears its name: give the labels.
import io.github.cdk8s.istio.mtls.*;
import java.util.Map;
import org.cdk8s.Chart;

class LabelledWaveWithoutLabels {
    static void declare(Chart chart) {
        // refused:
        Wave.labelled("canary");

        // instead:
        // Wave.labelled("canary", Map.of("track", "canary"));
    }
}
