// Clients dial the Service's port, a policy is about the container's: WorkloadPort.behind finds the one behind the other.
import { Host, PortPolicy, WorkloadPort } from 'cdk8s-istio-mtls';

const bar = Host.service('bar', 'foo');

// refused:
PortPolicy.permissivePort(bar.port(80), { reason: 'scraped from outside the mesh' });

// instead:
// PortPolicy.permissivePort(WorkloadPort.behind(bar.port(80)), { reason: 'scraped from outside the mesh' });
