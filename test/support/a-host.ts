import { RESOLVER_SETTINGS } from './a-mesh';
import { SomeService, aService, aWorkload } from './a-workload';
import { hostOfService } from '../../src/engine/hosts-of';
import type { MeshHost } from '../../src/engine/mesh-host';
import type { ServiceEntryFacts, ServiceEntryPort } from '../../src/model/service-entry-facts';
import type { WorkloadFacts } from '../../src/model/workload-facts';

/** The host of a Service of namespace `shop`, which leads port 80 to port 8080 of the pods labelled `app: NAME`. */
export function aHost(name: string, service: SomeService = {}, what: Partial<MeshHost> = {}): MeshHost {
  return { ...hostOfService(aService(name, service), RESOLVER_SETTINGS)!, ...what };
}

/** A ServiceEntry of namespace `shop` for port 80, in the mesh; its servers are looked up by name. */
export function aServiceEntry(host: string, what: Partial<ServiceEntryFacts> = {}): ServiceEntryFacts {
  return {
    namespace: 'shop',
    name: 'entry',
    source: 'entries.yaml',
    hosts: [host],
    location: 'MESH_INTERNAL',
    resolution: 'DNS',
    ports: [anEntryPort(80)],
    endpoints: [],
    exportTo: [],
    ...what,
  };
}

export function anEntryPort(number: number, what: Partial<ServiceEntryPort> = {}): ServiceEntryPort {
  return { number, name: 'http', protocol: 'HTTP', ...what };
}

/** A virtual machine of namespace `shop`, labelled `app: NAME`. */
export function aWorkloadEntry(name: string, what: Partial<WorkloadFacts> = {}): WorkloadFacts {
  return aWorkload(name, { kind: 'WorkloadEntry', ownerSelector: undefined, ports: [], entryPorts: {}, ...what });
}
