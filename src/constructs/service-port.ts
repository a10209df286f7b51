import type { Host } from './host';

/**
 * A port of a Service: what clients dial. Made by `host.port(80)`.
 *
 * DestinationRules are about Service ports, PeerAuthentications about workload ports; the two are different numbers
 * wherever a Service maps 80 to 8080, which is why they are different types.
 */
export class ServicePort {
  /** @internal */
  public static _of(host: Host, port: number): ServicePort {
    return new ServicePort(host, port);
  }

  // Nominal: an object literal of the same shape would be a port that nobody has checked.
  private readonly brand = 'ServicePort';

  private constructor(
    /** The host that is dialled. */
    public readonly host: Host,
    /** The Service port, 1 to 65535. */
    public readonly port: number,
  ) {
    void this.brand;
  }
}
