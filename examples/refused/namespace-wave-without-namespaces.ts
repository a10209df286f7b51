// A wave holds what it is given, not what bears its name: list the namespaces.
import { Wave } from 'cdk8s-istio-mtls';

// refused:
Wave.namespaces('shop');

// instead:
// Wave.namespaces('shop', ['shop']);
