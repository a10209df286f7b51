# A wave holds what it is given, not what bears its name: give the labels.
from cdk8s_istio_mtls import Wave

# refused:
Wave.labelled("canary")

# instead:
# Wave.labelled("canary", {"track": "canary"})
