# The plan, the messages and the commands call a wave by its name: give it first.
from cdk8s_istio_mtls import MeshWave

# refused:
MeshWave.named()

# instead:
# MeshWave.named("rest")
