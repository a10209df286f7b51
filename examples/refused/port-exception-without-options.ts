// An exception without a reason outlives whoever asked for it: say why the port differs.
import { PortPolicy } from 'cdk8s-istio-mtls';

// refused:
PortPolicy.permissive(9102);

// instead:
// PortPolicy.permissive(9102, { reason: 'scraped from outside the mesh' });
