# AmbientMtlsMode has no DISABLE, which ztunnel would not follow: PERMISSIVE accepts plaintext.
from cdk8s import App, Chart
from cdk8s_istio_mtls import AmbientMtlsMode, NamespacePolicy

chart = Chart(App(), "policies")

# refused:
NamespacePolicy.ambient(chart, "pay", namespace_name="pay", mode=AmbientMtlsMode.DISABLE)

# instead:
# NamespacePolicy.ambient(chart, "pay", namespace_name="pay", mode=AmbientMtlsMode.PERMISSIVE)
