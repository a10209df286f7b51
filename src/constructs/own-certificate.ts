import { checkKeys, isText } from './private/check-types';
import { refuse } from './private/refuse';

/** Files in the client's proxy container. */
export interface OwnCertificateFiles {
  /** Path of the client's certificate chain. */
  readonly certificate: string;

  /** Path of the client's private key. */
  readonly privateKey: string;

  /**
   * Path of the certificates that the server's certificate must descend from.
   * @default - the system's certificate authorities
   */
  readonly caCertificates?: string;
}

/**
 * A client certificate that is not Istio's, for a server that does its own mutual TLS.
 *
 * Only files: a `credentialName` is silently ignored by sidecars (the connection goes out as plaintext), so it is not
 * offered.
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
 */
export class OwnCertificate {
  /**
   * Certificate and key from files, mounted into the client's proxy.
   * @param files their paths in the proxy's container.
   * @throws Error when a path is empty.
   */
  public static files(files: OwnCertificateFiles): OwnCertificate {
    checkKeys('OwnCertificate.files', files, ['certificate', 'privateKey', 'caCertificates'], 'give the paths of the client\'s certificate and key');
    const { certificate, privateKey, caCertificates } = files;
    for (const [field, path] of Object.entries({ certificate, privateKey, ...(caCertificates !== undefined && { caCertificates }) })) {
      if (!isText(path)) refuse(`OwnCertificate.files: ${field}`, path, 'a path in the proxy\'s container', 'mount the file and name it');
    }
    return new OwnCertificate(files);
  }

  /** @internal */
  public readonly _files: OwnCertificateFiles;

  private constructor(files: OwnCertificateFiles) {
    this._files = { ...files };
  }
}
