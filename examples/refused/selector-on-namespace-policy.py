# A policy with a selector is no namespace's policy: select pods with a WorkloadPolicy.
from cdk8s import App, Chart
from cdk8s_istio_mtls import MtlsMode, NamespacePolicy, Workload, WorkloadPolicy

chart = Chart(App(), "policies")

# refused:
NamespacePolicy(chart, "foo", namespace_name="foo", mode=MtlsMode.STRICT, selector={"app": "finance"})

# instead:
# WorkloadPolicy(chart, "finance", mode=MtlsMode.STRICT, workload=Workload.labelled("foo", {"app": "finance"}))
