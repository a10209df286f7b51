# Istio spells it DISABLE, as MtlsMode does.
from cdk8s import App, Chart
from cdk8s_istio_mtls import MeshPolicy, MtlsMode

chart = Chart(App(), "policies")

# refused:
MeshPolicy(chart, "mesh", mode=MtlsMode.DISABLED)

# instead:
# MeshPolicy(chart, "mesh", mode=MtlsMode.DISABLE)
