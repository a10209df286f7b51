# In ambient mode DISABLE does nothing, ztunnel goes on with mutual TLS: write a mode of AmbientMtlsMode.
from cdk8s import App, Chart
from cdk8s_istio_mtls import AmbientMtlsMode, MeshPolicy, MtlsMode

chart = Chart(App(), "policies")

# refused:
MeshPolicy.ambient(chart, "mesh", mode=MtlsMode.DISABLE)

# instead:
# MeshPolicy.ambient(chart, "mesh", mode=AmbientMtlsMode.PERMISSIVE)
