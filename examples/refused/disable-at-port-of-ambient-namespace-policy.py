# In ambient mode DISABLE does nothing at a port either: PortPolicy.permissive lets plaintext in.
from cdk8s import App, Chart
from cdk8s_istio_mtls import AmbientMtlsMode, NamespacePolicy, PortPolicy

chart = Chart(App(), "policies")
pay = NamespacePolicy.ambient(chart, "pay", namespace_name="pay", mode=AmbientMtlsMode.STRICT)

# refused:
pay.except_port(PortPolicy.disable(3306, reason="MySQL clients without a proxy"))

# instead:
# pay.except_port(PortPolicy.permissive(3306, reason="MySQL clients without a proxy"))
