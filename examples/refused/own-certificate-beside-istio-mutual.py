# ISTIO_MUTUAL uses the certificates that Istio issues: a client with its own says ClientTls.mutual.
from cdk8s import App, Chart
from cdk8s_istio_mtls import ClientPolicy, ClientTls, Host, OwnCertificate

chart = Chart(App(), "policies")
bar = Host.service("bar", "foo")
certificate = OwnCertificate.files(certificate="/etc/certs/client.pem", private_key="/etc/certs/client.key")

# refused:
ClientPolicy(chart, "to-bar", host=bar, tls=ClientTls.ISTIO_MUTUAL, own_certificate=certificate)

# instead:
# ClientPolicy(chart, "to-bar", host=bar, tls=ClientTls.mutual(certificate))
