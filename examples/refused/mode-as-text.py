# A text is no mode, and "DISABLED" is none of Istio's: take it from MtlsMode.
from cdk8s import App, Chart
from cdk8s_istio_mtls import MeshPolicy, MtlsMode

chart = Chart(App(), "policies")

# refused:
MeshPolicy(chart, "mesh", mode="DISABLED")

# instead:
# MeshPolicy(chart, "mesh", mode=MtlsMode.DISABLE)
