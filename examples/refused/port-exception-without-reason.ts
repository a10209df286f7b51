// A last day says until when, not why: give the reason too.
import { PortPolicy } from 'cdk8s-istio-mtls';

// refused:
PortPolicy.permissive(9102, { until: '2027-09-30' });

// instead:
// PortPolicy.permissive(9102, { reason: 'scraped from outside the mesh', until: '2027-09-30' });
