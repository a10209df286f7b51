# Clients dial the Service's port, a policy is about the container's: permissive_port takes what WorkloadPort.behind finds.
from cdk8s_istio_mtls import Host, PortPolicy, WorkloadPort

bar = Host.service("bar", "foo")

# refused:
PortPolicy.permissive(bar.port(80), reason="scraped from outside the mesh")

# instead:
# PortPolicy.permissive_port(WorkloadPort.behind(bar.port(80)), reason="scraped from outside the mesh")
