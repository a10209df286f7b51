import type { Break } from './breaks';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { lossOf, severityOfLoss } from './loss';
import { ruleReport } from './rule-report';
import { objectOf, ReasonObject } from '../engine/reason';
import { groupBy } from '../model/group-by';

export const autoMtlsOff: Check = {
  id: 'MTLS211',
  title: 'No rule sends mutual TLS where auto mTLS does not',
  severity: 'error',
  why: 'With enableAutoMtls: false, and for a ServiceEntry outside the mesh (location MESH_EXTERNAL, which is the default), clients send plaintext unless a DestinationRule says otherwise. STRICT ports refuse it.',
  remedy: 'Switch auto mTLS on in mesh config, or write DestinationRules with ISTIO_MUTUAL; set location MESH_INTERNAL for a ServiceEntry of the mesh\'s own workloads.',
  see: 'https://istio.io/latest/docs/ops/configuration/traffic-management/tls-configuration/#auto-mtls',
  *run(context: CheckContext) {
    const found = context.breaksWithoutTls.others.filter(({ cause }) => cause.rule !== 'port-entry-without-tls');
    for (const breaks of groupBy(found, (one) => culpritOf(context, one)).values()) yield report(context, breaks);
  },
};

interface Place {
  readonly object: ReasonObject;
  readonly field: string;
}

/** The facts of what is to be mended: a rule or ServiceEntry; undefined: mesh config. */
function culpritOf({ mesh }: CheckContext, { group, host, cause }: Break): object | undefined {
  return cause.rule === 'external-host' ? host.object : mesh.ruleOf(group.example, host).rule?.policyFrom;
}

function placeOf({ mesh }: CheckContext, { group, host, cause }: Break): Place {
  if (cause.rule === 'external-host') return { object: cause.object!, field: 'spec.location' };
  const { rule } = mesh.ruleOf(group.example, host);
  if (rule !== undefined) return { object: objectOf('DestinationRule', rule.policyFrom), field: 'spec.trafficPolicy' };
  const { revision, meshConfig } = mesh.settings;
  if (meshConfig !== undefined) return { object: objectOf('ConfigMap', meshConfig), field: 'data.mesh' };
  // Where istiod finds its mesh config, though the manifests do not hold it.
  return { object: { kind: 'ConfigMap', namespace: 'istio-system', name: revision === 'default' ? 'istio' : `istio-${revision}`, source: 'mesh config' }, field: 'data.mesh' };
}

function report(context: CheckContext, breaks: readonly Break[]): Report {
  const place = placeOf(context, breaks[0]);
  if (place.object.kind === 'DestinationRule') {
    return ruleReport(context, { ...place, breaks }, ({ targets }) => ({
      message: `clients send plaintext to STRICT ports: got no tls for ${targets}, and auto mTLS is off; allowed: ISTIO_MUTUAL`,
      remedy: 'set ISTIO_MUTUAL, or switch auto mTLS on in mesh config',
    }));
  }
  const isExternal = place.object.kind === 'ServiceEntry';
  const loss = lossOf(breaks);
  return {
    severity: severityOfLoss(loss),
    ...place,
    message: isExternal ? `clients send plaintext to STRICT ports: got ${loss.targets}, which are outside the mesh (MESH_EXTERNAL); allowed: location MESH_INTERNAL, or a rule with ISTIO_MUTUAL`
      : `clients send plaintext to STRICT ports: got enableAutoMtls: false, and no rule for ${loss.targets}; allowed: auto mTLS, or rules with ISTIO_MUTUAL`,
    remedy: isExternal ? 'set location: MESH_INTERNAL' : 'set enableAutoMtls: true, or write a DestinationRule with ISTIO_MUTUAL',
    connections: loss.connections,
    blocks: loss.namespaces,
  };
}
