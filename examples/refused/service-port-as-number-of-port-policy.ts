// Clients dial the Service's port, a policy is about the container's: permissivePort takes what WorkloadPort.behind finds.
import { Host, PortPolicy, WorkloadPort } from 'cdk8s-istio-mtls';

const bar = Host.service('bar', 'foo');

// refused:
PortPolicy.permissive(bar.port(80), { reason: 'scraped from outside the mesh' });

// instead:
// PortPolicy.permissivePort(WorkloadPort.behind(bar.port(80)), { reason: 'scraped from outside the mesh' });
