import { checkIs } from './private/check-types';
import { checkPort } from './private/check-values';
import { refuse } from './private/refuse';
import { ServicePort } from './service-port';

/**
 * A port of a workload: the container's own, which `portLevelMtls` is about. Not the Service's.
 *
 * Names and Service ports are looked up when the app is synthesized; one that does not exist is an error there.
 */
export class WorkloadPort {
  /**
   * The port with this number.
   * @param port 1 to 65535.
   * @throws Error when it is no port number.
   */
  public static number(port: number): WorkloadPort {
    return new WorkloadPort({ by: 'number', port: checkPort('workload port', port) });
  }

  /**
   * The port that a container of the workload declares under this name (`ports[].name`).
   * @param portName the name of the container port.
   * @throws Error when it is empty.
   */
  public static named(portName: string): WorkloadPort {
    if (typeof portName !== 'string' || portName === '') {
      refuse('workload port name', portName, 'the name of a container port', 'use the `name` in the container\'s `ports`');
    }
    return new WorkloadPort({ by: 'name', name: portName });
  }

  /**
   * The workload port behind a Service's port: its `targetPort`, whether a number or a name.
   * @param servicePort such as `Host.ofService(service).port(80)`.
   */
  public static behind(servicePort: ServicePort): WorkloadPort {
    return new WorkloadPort({ by: 'service', servicePort: checkIs('WorkloadPort.behind', servicePort, ServicePort, 'use Host.ofService(service).port(80), or WorkloadPort.number for the workload\'s own') });
  }

  /** @internal */
  public readonly _reference: WorkloadPortReference;

  private constructor(reference: WorkloadPortReference) {
    this._reference = reference;
  }
}

/** How a workload port was named. */
export type WorkloadPortReference =
  | { readonly by: 'number'; readonly port: number }
  | { readonly by: 'name'; readonly name: string }
  | { readonly by: 'service'; readonly servicePort: ServicePort };
