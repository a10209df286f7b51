// The plan, the messages and the commands call a wave by its name: give it first.
import io.github.cdk8s.istio.mtls.*;
import java.util.Map;
import org.cdk8s.Chart;

class LabelledWaveWithoutName {
    static void declare(Chart chart) {
        // refused:
        Wave.labelled(Map.of("track", "canary"));

        // instead:
        // Wave.labelled("canary", Map.of("track", "canary"));
    }
}
