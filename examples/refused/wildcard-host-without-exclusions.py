# A wildcard reaches Services without a proxy too, and cuts them off: name each, or write [] when there is none.
from cdk8s_istio_mtls import Host

# refused:
Host.wildcard("*.local")

# instead:
# Host.wildcard("*.local", [Host.service("legacy", "foo")])
