# A mesh-wide wave is what the waves leave over: it goes into rest.
from cdk8s import App, Chart
from cdk8s_istio_mtls import MeshWave, MtlsMigration, Wave

chart = Chart(App(), "policies")
shop = Wave.namespaces("shop", ["shop"])

# refused:
MtlsMigration(chart, "to-strict", waves=[shop, MeshWave.named("rest")])

# instead:
# MtlsMigration(chart, "to-strict", waves=[shop], rest=MeshWave.named("rest"))
