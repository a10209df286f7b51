// ISTIO_MUTUAL uses the certificates that Istio issues: a client with its own says ClientTls.mutual.
import io.github.cdk8s.istio.mtls.*;
import org.cdk8s.Chart;

class OwnCertificateBesideIstioMutual {
    static void declare(Chart chart) {
        Host bar = Host.service("bar", "foo");
        OwnCertificate certificate = OwnCertificate.files(OwnCertificateFiles.builder()
            .certificate("/etc/certs/client.pem").privateKey("/etc/certs/client.key").build());

        // refused:
        ClientPolicy.Builder.create(chart, "to-bar").host(bar).tls(ClientTls.ISTIO_MUTUAL).ownCertificate(certificate).build();

        // instead:
        // ClientPolicy.Builder.create(chart, "to-bar").host(bar).tls(ClientTls.mutual(certificate)).build();
    }
}
