import type { OwnCertificate } from './own-certificate';
import { refuse } from './private/refuse';
import { ClientTlsMode } from '../model/client-tls-mode';

/** The names that a client asks a server for, where its certificate is not Istio's. */
export interface ServerNameOptions {
  /**
   * The name to ask for in the TLS handshake (SNI).
   * @default - the host that the client dials
   */
  readonly sni?: string;

  /**
   * Names of which the server's certificate must bear one.
   * @default - the host that the client dials
   */
  readonly subjectAltNames?: string[];
}

/** How a client checks a server whose certificate is not Istio's. */
export interface SimpleTlsOptions extends ServerNameOptions {
  /**
   * Path, in the client's proxy, of the certificates that the server's must descend from.
   * @default - the system's certificate authorities
   */
  readonly caCertificates?: string;
}

/**
 * What a client's proxy sends to a host: `trafficPolicy.tls` of a DestinationRule.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#ClientTLSSettings
 */
export class ClientTls {
  /**
   * Istio's mutual TLS, with the certificates that Istio issues. It goes to every endpoint of the host, those without a
   * proxy included, which cannot end it: under auto mTLS, having no rule at all is safer.
   */
  public static readonly ISTIO_MUTUAL = new ClientTls(ClientTlsMode.ISTIO_MUTUAL, {});

  /** Plaintext, whatever the server offers. A STRICT server refuses it. */
  public static readonly DISABLE = new ClientTls(ClientTlsMode.DISABLE, {});

  /**
   * TLS without a client certificate, for a server that ends TLS itself. Not for a port of the mesh, whose proxy wants
   * Istio's own.
   * @param options how the server is checked.
   * @throws Error when `subjectAltNames` is an empty list.
   */
  public static simple(options: SimpleTlsOptions = {}): ClientTls {
    return new ClientTls(ClientTlsMode.SIMPLE, { ...options });
  }

  /**
   * Mutual TLS with a certificate of the client's own, for a server that does its own mutual TLS.
   * @param ownCertificate the client's certificate and key.
   * @param options the names that the server's certificate is checked against.
   * @throws Error when `subjectAltNames` is an empty list.
   */
  public static mutual(ownCertificate: OwnCertificate, options: ServerNameOptions = {}): ClientTls {
    const { certificate, privateKey, caCertificates } = ownCertificate._files;
    return new ClientTls(ClientTlsMode.MUTUAL, { ...options, caCertificates, clientCertificate: certificate, privateKey });
  }

  /** What is sent. */
  public readonly mode: ClientTlsMode;

  /** @internal */
  public readonly _settings: ClientTlsSettings;

  private constructor(mode: ClientTlsMode, settings: Omit<ClientTlsSettings, 'mode'>) {
    if (settings.subjectAltNames?.length === 0) {
      refuse(`ClientTls ${mode}: subjectAltNames`, [], 'one name or more', 'leave it out to accept the name that is dialled');
    }
    this.mode = mode;
    this._settings = { mode, ...settings };
  }
}

/** `trafficPolicy.tls`, as it is rendered. */
export interface ClientTlsSettings extends SimpleTlsOptions {
  readonly mode: ClientTlsMode;
  readonly clientCertificate?: string;
  readonly privateKey?: string;
}
