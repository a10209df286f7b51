import { connectionsOf, describeTargets, namespacesOf, severityOf } from './break-groups';
import type { Break } from './breaks';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { objectOf } from '../engine/reason';
import { groupBy } from '../model/group-by';
import { podField } from '../model/pod-field';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

const TUNNEL = 'networking.istio.io/tunnel';

export const outsideTheTunnel: Check = {
  id: 'MTLS213',
  title: 'An ambient client and a STRICT sidecar have no tunnel in common',
  severity: 'error',
  why: 'ztunnel speaks HBONE, Istio\'s tunnel, and no other mutual TLS. To a sidecar that does not say by the label networking.istio.io/tunnel that it takes HBONE it sends plaintext, and a STRICT port refuses it. Injection sets the label where istiod runs with ambient mode.',
  remedy: 'Run istiod with ambient mode (the ambient profile), restart the pods with a sidecar so that injection sets the label, or keep their ports PERMISSIVE.',
  see: 'https://istio.io/latest/docs/ambient/architecture/data-plane/',
  *run(context: CheckContext) {
    const breaks = context.clientBreaks('ambient-client-plaintext').filter(({ outcome }) => outcome !== 'depends');
    for (const [server, lost] of groupBy(breaks, ({ endpoint }) => endpoint.workload!)) yield report(server, lost);
  },
};

function report(server: WorkloadFacts, breaks: readonly Break[]): Report {
  const label = server.podLabels[TUNNEL];
  return {
    severity: severityOf(breaks),
    object: objectOf(server.kind, server),
    field: podField(server, label === undefined ? 'metadata.labels' : `metadata.labels["${TUNNEL}"]`),
    message: `ambient clients send plaintext to STRICT ports of ${workloadTitle(server)}: got ${label === undefined ? `no label ${TUNNEL}` : `${TUNNEL}: ${label}`} for ${describeTargets(breaks)}; allowed: http, as injection sets it`,
    remedy: label === undefined ? `set ${TUNNEL}: http if the proxy takes HBONE, or keep the ports PERMISSIVE` : 'remove the label and restart the pods, or keep the ports PERMISSIVE',
    connections: connectionsOf(breaks),
    blocks: namespacesOf(breaks),
  };
}
