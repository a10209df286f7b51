# With a selector, Istio takes the mesh policy for one of the root namespace's own pods: select pods with a WorkloadPolicy.
from cdk8s import App, Chart
from cdk8s_istio_mtls import MeshPolicy, MtlsMode, Workload, WorkloadPolicy

chart = Chart(App(), "policies")

# refused:
MeshPolicy(chart, "mesh", mode=MtlsMode.STRICT, selector={"app": "finance"})

# instead:
# WorkloadPolicy(chart, "finance", mode=MtlsMode.STRICT, workload=Workload.labelled("foo", {"app": "finance"}))
