# Istio has no ports without a selector: except_port writes the exception into the policy of each workload that has the port.
from cdk8s import App, Chart
from cdk8s_istio_mtls import MtlsMode, NamespacePolicy, PortPolicy

chart = Chart(App(), "policies")

# refused:
NamespacePolicy(chart, "foo", namespace_name="foo", mode=MtlsMode.STRICT, ports=[PortPolicy.permissive(9102, reason="scraped from outside the mesh")])

# instead:
# foo = NamespacePolicy(chart, "foo", namespace_name="foo", mode=MtlsMode.STRICT)
# foo.except_port(PortPolicy.permissive(9102, reason="scraped from outside the mesh"))
