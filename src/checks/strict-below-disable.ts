import { connectionsOf, describeTargets, namespacesOf, severityOf } from './break-groups';
import type { Break } from './breaks';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { Reason, resourceOf } from '../engine/reason';
import type { RuleName } from '../engine/rules';
import { groupBy } from '../model/group-by';

const OF_SERVER: readonly RuleName[] = ['port-policy', 'workload-policy'];

export const strictBelowDisable: Check = {
  id: 'MTLS110',
  title: 'STRICT below DISABLE',
  severity: 'error',
  why: 'Auto mTLS asks only the policies of the mesh and of the service\'s namespace whether a service wants mutual TLS. Where those say DISABLE, clients send plaintext to all of it, also to the workload or port that a policy of its own makes STRICT and that refuses them.',
  remedy: 'Make the namespace or mesh PERMISSIVE, with DISABLE only at the workloads that need it, or write a DestinationRule with ISTIO_MUTUAL for the host.',
  see: 'https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/#auto-mtls',
  *run(context: CheckContext) {
    const breaks = context.breaksWithProxy().filter(({ cause, outcome }) => cause.rule === 'service-disable' && outcome === 'refused');
    for (const found of groupBy(breaks, keyOf).values()) {
      const strict = strictOf(found[0]);
      if (strict?.object !== undefined) yield report(context, found, strict);
    }
  },
};

function report({ mesh }: CheckContext, breaks: readonly Break[], { object, field }: Reason): Report {
  const [{ host }] = breaks;
  const disable = mesh.policies.namespaceMode(host.namespace).reasons.filter((reason) => reason.object !== undefined).at(-1);
  const whose = disable?.object === undefined ? `namespace ${host.namespace}` : resourceOf(disable.object);
  return {
    severity: breaks.some(isSelfInflicted) ? 'error' : severityOf(breaks),
    object: object!,
    field,
    message: `clients send plaintext to a STRICT port: got STRICT below DISABLE of ${whose} for ${describeTargets(breaks, 2)}; allowed: STRICT below PERMISSIVE, or a rule with ISTIO_MUTUAL`,
    remedy: `make ${whose} PERMISSIVE, or give clients a DestinationRule with ISTIO_MUTUAL`,
    connections: connectionsOf(breaks),
    blocks: namespacesOf(breaks),
  };
}

/** Where even the server's own neighbours follow no rule that helps, nobody does unless he has brought one of his own. */
function isSelfInflicted({ group, host }: Break): boolean {
  return group.example.namespace === host.namespace;
}

function keyOf(found: Break): string {
  const strict = strictOf(found);
  return strict?.object === undefined ? '' : `${resourceOf(strict.object)} ${strict.field}`;
}

/** What made the port STRICT: the last word of the server's chain. */
function strictOf({ decision }: Break): Reason | undefined {
  return decision.reasons.filter((reason) => OF_SERVER.includes(reason.rule)).at(-1);
}
