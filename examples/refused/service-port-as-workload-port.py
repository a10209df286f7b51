# A Service's port is no number of a container's port: WorkloadPort.behind finds the one behind the other.
from cdk8s_istio_mtls import Host, WorkloadPort

bar = Host.service("bar", "foo")

# refused:
WorkloadPort.number(bar.port(80))

# instead:
# WorkloadPort.behind(bar.port(80))
