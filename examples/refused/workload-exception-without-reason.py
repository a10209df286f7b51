# A workload that a migration leaves PERMISSIVE wants a reason as a port does.
from cdk8s_istio_mtls import MtlsException, Workload

finance = Workload.labelled("foo", {"app": "finance"})

# refused:
MtlsException.workload(finance, until="2027-09-30")

# instead:
# MtlsException.workload(finance, reason="its clients have no proxy", until="2027-09-30")
