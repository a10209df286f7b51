# A workload policy that selects nothing would be its namespace's policy: say whom it selects, or write a NamespacePolicy.
from cdk8s import App, Chart
from cdk8s_istio_mtls import MtlsMode, Workload, WorkloadPolicy

chart = Chart(App(), "policies")

# refused:
WorkloadPolicy(chart, "finance", mode=MtlsMode.STRICT)

# instead:
# WorkloadPolicy(chart, "finance", mode=MtlsMode.STRICT, workload=Workload.labelled("foo", {"app": "finance"}))
