// The plan, the messages and the commands call a wave by its name: give it first.
import io.github.cdk8s.istio.mtls.*;
import org.cdk8s.Chart;

class MeshWaveWithoutName {
    static void declare(Chart chart) {
        // refused:
        MeshWave.named();

        // instead:
        // MeshWave.named("rest");
    }
}
