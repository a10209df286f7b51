# A wave holds what it is given, not what bears its name: list the workloads.
from cdk8s_istio_mtls import Wave, Workload

finance = Workload.labelled("foo", {"app": "finance"})

# refused:
Wave.workloads("finance")

# instead:
# Wave.workloads("finance", [finance])
