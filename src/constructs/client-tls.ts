import { OwnCertificate } from './own-certificate';
import { checkIs, checkKeys, isText, isToken } from './private/check-types';
import { refuse } from './private/refuse';
import { ClientTlsMode } from '../model/client-tls-mode';

const NAME_LEFT_OUT = 'leave it out to accept the name that is dialled';

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
   * @throws Error when a name is empty, or `subjectAltNames` is an empty list.
   */
  public static simple(options: SimpleTlsOptions = {}): ClientTls {
    checkKeys('ClientTls.simple', options, ['sni', 'subjectAltNames', 'caCertificates'], NAME_LEFT_OUT);
    return new ClientTls(ClientTlsMode.SIMPLE, { ...options });
  }

  /**
   * Mutual TLS with a certificate of the client's own, for a server that does its own mutual TLS.
   * @param ownCertificate the client's certificate and key.
   * @param options the names that the server's certificate is checked against.
   * @throws Error when a name is empty, or `subjectAltNames` is an empty list.
   */
  public static mutual(ownCertificate: OwnCertificate, options: ServerNameOptions = {}): ClientTls {
    checkIs('ClientTls.mutual: ownCertificate', ownCertificate, OwnCertificate, 'use OwnCertificate.files({ certificate: …, privateKey: … })');
    checkKeys('ClientTls.mutual', options, ['sni', 'subjectAltNames'], NAME_LEFT_OUT);
    const { certificate, privateKey, caCertificates } = ownCertificate._files;
    return new ClientTls(ClientTlsMode.MUTUAL, { ...options, caCertificates, clientCertificate: certificate, privateKey });
  }

  /** What is sent. */
  public readonly mode: ClientTlsMode;

  /** @internal */
  public readonly _settings: ClientTlsSettings;

  private constructor(mode: ClientTlsMode, settings: Omit<ClientTlsSettings, 'mode'>) {
    checkNames(`ClientTls ${mode}`, settings);
    this.mode = mode;
    this._settings = { mode, ...settings };
  }
}

function checkNames(what: string, { sni, subjectAltNames, caCertificates }: SimpleTlsOptions): void {
  if (sni !== undefined && !isText(sni)) refuse(`${what}: sni`, sni, 'a name', NAME_LEFT_OUT);
  if (caCertificates !== undefined && !isText(caCertificates)) refuse(`${what}: caCertificates`, caCertificates, 'a path in the client\'s proxy', 'leave it out for the system\'s authorities');
  if (subjectAltNames === undefined || isToken(subjectAltNames)) return;
  if (!Array.isArray(subjectAltNames)) refuse(`${what}: subjectAltNames`, subjectAltNames, 'a list of names', 'put it between [ and ]');
  if (subjectAltNames.length === 0) refuse(`${what}: subjectAltNames`, [], 'one name or more', NAME_LEFT_OUT);
  for (const name of subjectAltNames) {
    if (!isText(name)) refuse(`${what}: subjectAltNames`, name, 'names that are not empty', NAME_LEFT_OUT);
  }
}

/** `trafficPolicy.tls`, as it is rendered. */
export interface ClientTlsSettings extends SimpleTlsOptions {
  readonly mode: ClientTlsMode;
  readonly clientCertificate?: string;
  readonly privateKey?: string;
}
