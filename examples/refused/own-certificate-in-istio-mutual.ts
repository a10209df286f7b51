// ISTIO_MUTUAL takes no files, it uses the certificates that Istio issues: a client with its own says ClientTls.mutual.
import { ClientTls, OwnCertificate } from 'cdk8s-istio-mtls';

const certificate = OwnCertificate.files({ certificate: '/etc/certs/client.pem', privateKey: '/etc/certs/client.key' });

// refused:
ClientTls.ISTIO_MUTUAL(certificate);

// instead:
// ClientTls.mutual(certificate);
