import { connectionsOf, describeTargets, namespacesOf, severityOf } from './break-groups';
import type { Break } from './breaks';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { objectOf, ReasonObject, resourceOf } from '../engine/reason';
import { groupBy } from '../model/group-by';

export const passthroughService: Check = {
  id: 'MTLS204',
  title: 'Clients of a headless or passthrough service do not follow a policy',
  severity: 'error',
  why: 'Clients of a headless Service, of a ServiceEntry without resolution, or under PASSTHROUGH go where the application dialled, and treat all servers alike: mutual TLS to each if all have a sidecar, plaintext otherwise. A workload\'s or port\'s own policy is not asked, nor is the tunnel of ambient mode.',
  remedy: 'Write a DestinationRule for the host with what all its servers take, give every server a sidecar, or call them through a Service with a cluster IP.',
  see: 'https://github.com/istio/istio/issues/39439',
  *run(context: CheckContext) {
    const found = context.clientBreaks('passthrough-without-proxy', 'passthrough-mtls').filter(isOfPassthrough);
    const groups = groupBy(found, (one) => {
      const { object, field } = placeOf(context, one);
      return `${object.source} ${resourceOf(object)} ${field} ${one.cause.rule}`;
    });
    for (const breaks of groups.values()) {
      yield {
        severity: severityOf(breaks),
        ...placeOf(context, breaks[0]),
        ...wordsOf(breaks),
        connections: connectionsOf(breaks),
        blocks: namespacesOf(breaks),
      };
    }
  },
};

function isOfPassthrough({ cause: { rule }, outcome, decision }: Break): boolean {
  if (outcome === 'depends') return false;
  // Mutual TLS that reaches no proxy at all is the fault of a label.
  return rule === 'passthrough-without-proxy' || (rule === 'passthrough-mtls' && decision.serverMode === 'DISABLE');
}

/** What makes clients go where the application dialled. */
function placeOf({ mesh }: CheckContext, { host, group, subset }: Break): { object: ReasonObject; field: string } {
  if (host.discovery === 'original-dst') return { object: objectOf(host.kind, host.object), field: host.kind === 'Service' ? 'spec.clusterIP' : 'spec.resolution' };
  const { rule } = mesh.ruleOf(group.example, host);
  const isOfSubset = subset?.trafficPolicy?.loadBalancer === 'PASSTHROUGH';
  return isOfSubset ? { object: objectOf('DestinationRule', subset.rule), field: `${subset.field}.trafficPolicy.loadBalancer.simple` }
    : { object: objectOf('DestinationRule', rule!.policyFrom), field: 'spec.trafficPolicy.loadBalancer.simple' };
}

function wordsOf(breaks: readonly Break[]): Pick<Report, 'message' | 'remedy'> {
  const targets = describeTargets(breaks);
  const [{ cause, decision }] = breaks;
  if (cause.rule === 'passthrough-mtls') {
    const policy = decision.reasons.filter(({ rule }) => rule === 'workload-policy' || rule === 'port-policy').at(-1)?.object;
    return {
      message: `clients send mutual TLS to ports that take plaintext only: got ${policy === undefined ? 'DISABLE' : `DISABLE of ${resourceOf(policy)}`} for ${targets}, which they do not ask for; allowed: a rule that says DISABLE for the host`,
      remedy: 'write a DestinationRule with DISABLE for the host, or take DISABLE out of the policy',
    };
  }
  if (decision.serverDataPlane === 'ambient') {
    return {
      message: `sidecars send plaintext to STRICT ports: got ambient servers behind ${targets}, whose tunnel such clients do not use; allowed: a Service with a cluster IP`,
      remedy: 'call the servers through a Service with a cluster IP, or keep the ports PERMISSIVE',
    };
  }
  return {
    message: `clients send plaintext to STRICT ports: got a server without a sidecar beside those of ${targets}, and they treat all alike; allowed: a sidecar in each`,
    remedy: 'give every server of the host a sidecar, or keep its ports PERMISSIVE until each has one',
  };
}
