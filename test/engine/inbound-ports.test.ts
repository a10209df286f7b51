import { inboundProtocol } from '../../src/engine/inbound-ports';
import type { PortProtocol } from '../../src/engine/port-protocol';
import type { MeshSnapshot } from '../../src/model/mesh-facts';
import { aServiceEntry, anEntryPort } from '../support/a-host';
import { aMeshIndex } from '../support/a-mesh';
import { workloadOf } from '../support/a-question';
import { aSidecar } from '../support/a-sidecar';
import { aService, aWorkload, SomeService } from '../support/a-workload';

const OLD = '2024-01-01T00:00:00Z';
const NEW = '2025-01-01T00:00:00Z';

/** What the sidecar of workload `web` takes the bytes of port 8080 for. */
function protocolOf(facts: Partial<MeshSnapshot>): PortProtocol {
  const mesh = aMeshIndex({ workloads: [aWorkload('web')], ...facts });
  return inboundProtocol(mesh, workloadOf(mesh, 'web'), 8080);
}

const aServiceWith = (name: string, port: string, what: SomeService = {}) => aService(name, { selector: { app: 'web' }, ports: [{ number: 80, name: port, target: 8080 }], ...what });

describe('the bytes of a workload port are taken for', () => {
  test.each<[string, Partial<MeshSnapshot>, PortProtocol]>([
    ['what has to be found out, where no Service leads there', {}, 'auto'],
    ['what the Service says', { services: [aServiceWith('web', 'http')] }, 'http'],
    ['what the Service port says that leads there', { services: [aService('web', { ports: [{ number: 80, name: 'http', target: 8080 }, { number: 8080, name: 'tcp', target: 9090 }] })] }, 'http'],
    ['what the port says that leads there by name', { services: [aService('web', { ports: [{ number: 80, name: 'tcp', target: 'http' }] })] }, 'tcp'],
    ['nothing that a Service of other pods says', { services: [aServiceWith('api', 'http', { selector: { app: 'api' } })] }, 'auto'],
    ['what the oldest Service says', { services: [aServiceWith('a', 'http', { created: NEW }), aServiceWith('b', 'tcp', { created: OLD })] }, 'tcp'],
    ['what the first Service by host says, where they are equally old', { services: [aServiceWith('b', 'http'), aServiceWith('a', 'tcp')] }, 'tcp'],
    ['what a ServiceEntry says that selects the pods', {
      serviceEntries: [aServiceEntry('web.example.com', { workloadSelector: { app: 'web' }, ports: [anEntryPort(80, { targetPort: 8080, protocol: 'TCP' })] })],
    }, 'tcp'],
  ])('%s', (_, facts, expected) => {
    expect(protocolOf(facts)).toBe(expected);
  });
});

describe('where a Sidecar lists the ports to listen on, the bytes of a workload port are taken for', () => {
  const services = [aServiceWith('web', 'http')];

  test.each<[string, Partial<MeshSnapshot>, PortProtocol]>([
    ['what it says', { sidecars: [aSidecar({ ingress: [{ port: 8080, protocol: 'TCP' }] })] }, 'tcp'],
    ['what has to be found out, where it does not list the port', { sidecars: [aSidecar({ ingress: [{ port: 9090, protocol: 'TCP' }] })] }, 'auto'],
    ['what the Service says, where it lists none', { sidecars: [aSidecar({ egress: [{ hosts: ['*/*'] }] })] }, 'http'],
    ['what the Service says, where it is for others', { sidecars: [aSidecar({ workloadSelector: { app: 'api' }, ingress: [{ port: 8080, protocol: 'TCP' }] })] }, 'http'],
  ])('%s', (_, facts, expected) => {
    expect(protocolOf({ services, ...facts })).toBe(expected);
  });
});
