// Istio has no ports without a selector: exceptPort writes the exception into the policy of each workload that has the port.
import { App, Chart } from 'cdk8s';
import { MtlsMode, NamespacePolicy, PortPolicy } from 'cdk8s-istio-mtls';

const chart = new Chart(new App(), 'policies');

// refused:
new NamespacePolicy(chart, 'foo', {
  namespaceName: 'foo',
  mode: MtlsMode.STRICT,
  ports: [PortPolicy.permissive(9102, { reason: 'scraped from outside the mesh' })],
});

// instead:
// const foo = new NamespacePolicy(chart, 'foo', { namespaceName: 'foo', mode: MtlsMode.STRICT });
// foo.exceptPort(PortPolicy.permissive(9102, { reason: 'scraped from outside the mesh' }));
