// A wildcard reaches Services without a proxy too, and cuts them off: name each, or write [] when there is none.
import { Host } from 'cdk8s-istio-mtls';

// refused:
Host.wildcard('*.local');

// instead:
// Host.wildcard('*.local', [Host.service('legacy', 'foo')]);
