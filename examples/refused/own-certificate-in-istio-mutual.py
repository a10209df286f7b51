# ISTIO_MUTUAL takes no files, it uses the certificates that Istio issues: a client with its own says ClientTls.mutual.
from cdk8s_istio_mtls import ClientTls, OwnCertificate

certificate = OwnCertificate.files(certificate="/etc/certs/client.pem", private_key="/etc/certs/client.key")

# refused:
ClientTls.ISTIO_MUTUAL(certificate)

# instead:
# ClientTls.mutual(certificate)
