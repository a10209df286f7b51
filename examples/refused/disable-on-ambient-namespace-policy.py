# In ambient mode DISABLE does nothing, ztunnel goes on with mutual TLS: write a mode of AmbientMtlsMode.
from cdk8s import App, Chart
from cdk8s_istio_mtls import AmbientMtlsMode, MtlsMode, NamespacePolicy

chart = Chart(App(), "policies")

# refused:
NamespacePolicy.ambient(chart, "pay", namespace_name="pay", mode=MtlsMode.DISABLE)

# instead:
# NamespacePolicy.ambient(chart, "pay", namespace_name="pay", mode=AmbientMtlsMode.PERMISSIVE)
