import { byDeclaration, declarerOf, describeServers, namespacesOfServers, Refusal, RefusedCall, refusedBy, refusedCalls } from './calls-of-strangers';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { objectOf } from '../engine/reason';
import { ServiceFacts, serviceTitle } from '../model/service-facts';

const OPEN: ReadonlySet<ServiceFacts['type']> = new Set(['NodePort', 'LoadBalancer']);

export const strictPortFromOutside: Check = {
  id: 'MTLS116',
  title: 'Traffic from outside the cluster reaches a STRICT port directly',
  severity: 'warning',
  why: 'A NodePort, a load balancer or an Ingress controller that is not in the mesh leads traffic to the pods without mutual TLS, and a STRICT port refuses it. Only a gateway of the mesh, or a controller with a proxy, can call such a port.',
  remedy: 'Let the traffic in over a gateway of the mesh, give the Ingress controller a proxy, or keep the port PERMISSIVE with a reason.',
  see: 'https://istio.io/latest/docs/tasks/traffic-management/ingress/ingress-control/',
  *run(context: CheckContext) {
    for (const service of context.mesh.snapshot.services) {
      const refused = OPEN.has(service.type) ? ofService(context, service) : [];
      if (refused.length > 0) yield openService(service, refused);
    }
    for (const calls of byDeclaration(refusedCalls(context, 'ingress-controller'))) yield route(calls);
  },
};

function ofService(context: CheckContext, service: ServiceFacts): Refusal[] {
  const host = context.hostOf(service);
  return host === undefined ? [] : host.ports.flatMap((port) => [...refusedBy(context, host, port, false)]).filter(({ outcome }) => outcome.outcome === 'refused');
}

function openService(service: ServiceFacts, refused: readonly Refusal[]): Report {
  return {
    severity: 'warning',
    object: objectOf('Service', service),
    field: 'spec.type',
    message: `what comes from outside is refused: got ${service.type} of ${serviceTitle(service)}, and STRICT at ${describeServers(refused)}; allowed: ClusterIP behind a gateway of the mesh, or PERMISSIVE`,
    remedy: 'lead the traffic over a gateway of the mesh, or keep the port PERMISSIVE with a reason',
    connections: refused.length,
    blocks: namespacesOfServers(refused),
  };
}

/** A controller that the manifests do not name may have a proxy. */
function route(calls: readonly RefusedCall[]): Report {
  const [{ call: { caller, field } }] = calls;
  const ingressClass = caller.kind === 'ingress-controller' && caller.ingressClass !== '' ? `of class ${caller.ingressClass}` : 'of a class that is not known';
  return {
    severity: 'warning',
    object: declarerOf(calls[0]),
    field,
    message: `the controller ${ingressClass} is refused unless it has a proxy: got a backend with STRICT at ${describeServers(calls)}; allowed: a controller in the mesh, or PERMISSIVE`,
    remedy: 'give the controller a proxy, route over a gateway of the mesh, or keep the port PERMISSIVE with a reason',
    connections: calls.length,
    blocks: namespacesOfServers(calls),
  };
}
