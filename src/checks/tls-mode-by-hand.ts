import { connectionsOf, namespacesOf, severityOf } from './break-groups';
import type { Break } from './breaks';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import type { DataPlane } from '../engine/data-plane';
import { objectOf } from '../engine/reason';
import type { RuleName } from '../engine/rules';
import { speaksMtls } from '../engine/seen-endpoint';
import { groupBy } from '../model/group-by';
import { podField } from '../model/pod-field';
import type { WorkloadFacts } from '../model/workload-facts';

const LABEL = 'security.istio.io/tlsMode';

/** What clients do that believe the label. */
const BY_LABEL: readonly RuleName[] = ['auto-mtls', 'endpoint-without-mtls', 'passthrough-mtls'];

export const tlsModeByHand: Check = {
  id: 'MTLS210',
  title: 'The label security.istio.io/tlsMode does not fit the proxy',
  severity: 'error',
  why: 'Clients take a server to speak Istio\'s mutual TLS by the label security.istio.io/tlsMode of its pods, and not by its proxy. Injection sets it, unless the pod template has it already. `istio` without a sidecar gets mutual TLS that nobody ends; any other value with one gets plaintext.',
  remedy: 'Take the label out of the pod template and leave it to injection. Where the manifest brings its own proxy, set `istio`.',
  see: 'https://github.com/istio/istio/blob/master/pilot/pkg/serviceregistry/kube/conversion.go',
  *run(context: CheckContext) {
    const { mesh } = context;
    const broken = groupBy(context.clientBreaks(...BY_LABEL).filter(({ outcome }) => outcome !== 'depends'), ({ endpoint }) => endpoint.workload);
    for (const workload of mesh.snapshot.workloads) {
      const plane = mesh.dataPlaneOf(workload);
      if (plane === 'unknown' || plane === 'gateway') continue;
      const isTakenFor = speaksMtls({ workload, labels: workload.podLabels, port: 0 }, plane);
      if (isTakenFor !== (plane === 'sidecar')) yield report(workload, plane, broken.get(workload) ?? []);
    }
  },
};

function report(workload: WorkloadFacts, plane: DataPlane, breaks: readonly Break[]): Report {
  const label = workload.podLabels[LABEL];
  const isProxied = plane === 'sidecar';
  const got = isProxied ? `${label ?? 'no label'} with a sidecar, so that clients send plaintext`
    : `${label} ${plane === 'ambient' ? 'in ambient mode' : 'without a sidecar'}, so that clients send mutual TLS that nobody ends`;
  return {
    severity: breaks.length === 0 ? 'info' : severityOf(breaks),
    object: objectOf(workload.kind, workload),
    field: podField(workload, label === undefined ? 'metadata.labels' : `metadata.labels["${LABEL}"]`),
    message: `clients misjudge the server by its label ${LABEL}: got ${got}; allowed: ${isProxied ? 'istio' : 'no such label'}, as injection sets it`,
    remedy: label === undefined ? `set ${LABEL}: istio, as injection would` : 'remove the label',
    connections: connectionsOf(breaks) || undefined,
    blocks: breaks.length === 0 ? undefined : namespacesOf(breaks),
  };
}
