# A wave holds what it is given, not what bears its name: list the namespaces.
from cdk8s_istio_mtls import Wave

# refused:
Wave.namespaces("shop")

# instead:
# Wave.namespaces("shop", ["shop"])
