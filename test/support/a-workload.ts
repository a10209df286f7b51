import type { ServiceFacts, ServicePortFacts } from '../../src/model/service-facts';
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
    annotations: {},
    podAnnotations: {},
    hostNetwork: false,
    hasProxyContainer: what.podAnnotations?.['sidecar.istio.io/status'] !== undefined,
    ports: [{ number: 8080, name: 'http' }],
    probes: [],
    isRunning: false,
    ...what,
    podLabels,
  };
}

/** What there is to say of a Service; its ports are TCP where nothing else is said. */
export type SomeService = Partial<Omit<ServiceFacts, 'ports'>> & { readonly ports?: readonly SomePort[] };
export type SomePort = Partial<ServicePortFacts> & Pick<ServicePortFacts, 'number' | 'target'>;

/** A Service of namespace `shop` that leads port 80 to port 8080 of the pods labelled `app: NAME`. */
export function aService(name: string, what: SomeService = {}): ServiceFacts {
  const ports = what.ports ?? [{ number: 80, target: 8080 }];
  return {
    namespace: 'shop',
    name,
    source: `${name}.yaml`,
    selector: { app: name },
    type: 'ClusterIP',
    isHeadless: false,
    labels: {},
    annotations: {},
    ...what,
    ports: ports.map((port) => ({ isTcp: true, ...port })),
  };
}
