# In ambient mode DISABLE does nothing, ztunnel goes on with mutual TLS: write a mode of AmbientMtlsMode.
from cdk8s import App, Chart
from cdk8s_istio_mtls import AmbientMtlsMode, MtlsMode, Workload, WorkloadPolicy

chart = Chart(App(), "policies")
finance = Workload.labelled("foo", {"app": "finance"})

# refused:
WorkloadPolicy.ambient(chart, "finance", workload=finance, mode=MtlsMode.DISABLE)

# instead:
# WorkloadPolicy.ambient(chart, "finance", workload=finance, mode=AmbientMtlsMode.PERMISSIVE)
