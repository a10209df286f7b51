# In ambient mode DISABLE does nothing at a port either: PortPolicy.permissive lets plaintext in.
from cdk8s import App, Chart
from cdk8s_istio_mtls import AmbientMtlsMode, MeshPolicy, PortPolicy

chart = Chart(App(), "policies")
mesh = MeshPolicy.ambient(chart, "mesh", mode=AmbientMtlsMode.STRICT)

# refused:
mesh.except_port(PortPolicy.disable(3306, reason="MySQL clients without a proxy"))

# instead:
# mesh.except_port(PortPolicy.permissive(3306, reason="MySQL clients without a proxy"))
