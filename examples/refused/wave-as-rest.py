# What the waves leave over is no list of namespaces or workloads: rest is a MeshWave.
from cdk8s import App, Chart
from cdk8s_istio_mtls import MeshWave, MtlsMigration, Wave

chart = Chart(App(), "policies")
canary = Wave.labelled("canary", {"track": "canary"})

# refused:
MtlsMigration(chart, "to-strict", waves=[canary], rest=Wave.namespaces("rest", ["shop", "pay"]))

# instead:
# MtlsMigration(chart, "to-strict", waves=[canary], rest=MeshWave.named("rest"))
