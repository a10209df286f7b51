# The plan, the messages and the commands call a wave by its name: give it first.
from cdk8s_istio_mtls import Wave

# refused:
Wave.namespaces(["shop", "pay"])

# instead:
# Wave.namespaces("money", ["shop", "pay"])
