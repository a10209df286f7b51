// ISTIO_MUTUAL takes no files, it uses the certificates that Istio issues: a client with its own says ClientTls.mutual.
import io.github.cdk8s.istio.mtls.*;
import org.cdk8s.Chart;

class OwnCertificateInIstioMutual {
    static void declare(Chart chart) {
        OwnCertificate certificate = OwnCertificate.files(OwnCertificateFiles.builder()
            .certificate("/etc/certs/client.pem").privateKey("/etc/certs/client.key").build());

        // refused:
        ClientTls.ISTIO_MUTUAL(certificate);

        // instead:
        // ClientTls.mutual(certificate);
    }
}
