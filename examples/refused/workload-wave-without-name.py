# The plan, the messages and the commands call a wave by its name: give it first.
from cdk8s_istio_mtls import Wave, Workload

finance = Workload.labelled("foo", {"app": "finance"})

# refused:
Wave.workloads([finance])

# instead:
# Wave.workloads("canary", [finance])
