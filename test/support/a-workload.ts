import type { ServiceFacts } from '../../src/model/service-facts';
import type { WorkloadFacts } from '../../src/model/workload-facts';

/** A Deployment of namespace `shop` whose pods are labelled `app: NAME` and that listens on 8080. */
export function aWorkload(name: string, what: Partial<WorkloadFacts> = {}): WorkloadFacts {
  const podLabels = what.podLabels ?? { app: name };
  return {
    kind: 'Deployment',
    namespace: 'shop',
    name,
    source: `${name}.yaml`,
    ownerSelector: podLabels,
    podAnnotations: {},
    hostNetwork: false,
    ports: [{ number: 8080, name: 'http' }],
    ...what,
    podLabels,
  };
}

/** A Service of namespace `shop` that leads port 80 to port 8080 of the pods labelled `app: NAME`. */
export function aService(name: string, what: Partial<ServiceFacts> = {}): ServiceFacts {
  return { namespace: 'shop', name, source: `${name}.yaml`, selector: { app: name }, ports: [{ number: 80, target: 8080 }], ...what };
}
