// The plan, the messages and the commands call a wave by its name: give it first.
import { MeshWave } from 'cdk8s-istio-mtls';

// refused:
MeshWave.named();

// instead:
// MeshWave.named('rest');
