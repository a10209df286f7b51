# An exception without a reason outlives whoever asked for it: say why the port differs.
from cdk8s_istio_mtls import PortPolicy

# refused:
PortPolicy.permissive(9102)

# instead:
# PortPolicy.permissive(9102, reason="scraped from outside the mesh")
