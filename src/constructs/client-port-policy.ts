import { ClientTls } from './client-tls';
import { checkIs } from './private/check-types';
import { ServicePort } from './service-port';

/** What clients send to one port of a host, where it differs from the host's other ports. */
export class ClientPortPolicy {
  /**
   * Settings for one Service port. They replace the host's settings for that port whole.
   * @param port the Service port, such as `host.port(3306)`.
   * @param tls what clients send to it.
   * @throws Error when one of them is something else.
   */
  public static of(port: ServicePort, tls: ClientTls): ClientPortPolicy {
    checkIs('ClientPortPolicy.of: port', port, ServicePort, 'use host.port(80) of the Host that the policy is for');
    checkIs('ClientPortPolicy.of: tls', tls, ClientTls, 'use ClientTls.ISTIO_MUTUAL, DISABLE, simple(…) or mutual(…)');
    return new ClientPortPolicy(port, tls);
  }

  // Nominal: made by `of` only, as every other value class is.
  private readonly brand = 'ClientPortPolicy';

  private constructor(
    /** The Service port. */
    public readonly port: ServicePort,
    /** What clients send to it. */
    public readonly tls: ClientTls,
  ) {
    void this.brand;
  }
}
