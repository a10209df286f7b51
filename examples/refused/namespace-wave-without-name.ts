// The plan, the messages and the commands call a wave by its name: give it first.
import { Wave } from 'cdk8s-istio-mtls';

// refused:
Wave.namespaces(['shop', 'pay']);

// instead:
// Wave.namespaces('money', ['shop', 'pay']);
