import { connectionsOf, describeTargets, namespacesOf, severityOf } from './break-groups';
import type { Break } from './breaks';
import type { Check, Report } from './check';
import type { CheckContext } from './check-context';
import { whyNotCaptured } from '../engine/captured-port';
import type { MeshHost } from '../engine/mesh-host';
import { objectOf } from '../engine/reason';
import { groupBy } from '../model/group-by';
import { MtlsMode } from '../model/mtls-mode';
import { podAnnotationField } from '../model/pod-field';
import { WorkloadFacts, workloadTitle } from '../model/workload-facts';

/** By which a pod keeps connections away from its proxy. */
const ANNOTATIONS = [
  'sidecar.istio.io/interceptionMode', 'traffic.sidecar.istio.io/includeInboundPorts', 'traffic.sidecar.istio.io/excludeInboundPorts', 'ambient.istio.io/bypass-inbound-capture',
];
const BYPASS = 'ambient.istio.io/bypass-inbound-capture';

export const portNotCaptured: Check = {
  id: 'MTLS112',
  title: 'A port is taken out of the proxy\'s capture',
  severity: 'error',
  why: 'Annotations of a pod can lead connections past its proxy. No policy is enforced there: plaintext reaches the application under STRICT too. Clients know nothing of it: those with a proxy go on sending mutual TLS, which the application does not speak.',
  remedy: 'Take the port out of the annotation; or make it DISABLE in a policy of the workload, so that clients send plaintext.',
  see: 'https://istio.io/latest/docs/reference/config/annotations/',
  *run(context: CheckContext) {
    const breaks = context.breaksWithProxy().filter(({ cause, outcome }) => cause.rule === 'port-not-captured' && outcome === 'broken');
    const broken = groupBy(breaks.filter(({ cause }) => cause.object !== undefined), ({ endpoint }) => endpoint.workload);
    for (const workload of context.mesh.snapshot.workloads) {
      for (const annotation of ANNOTATIONS) {
        if (workload.podAnnotations[annotation] === undefined) continue;
        const found = ofAnnotation(context, workload, annotation, broken.get(workload) ?? []);
        if (found !== undefined) yield found;
      }
    }
    const ofOwnPorts = groupBy(breaks.filter(({ cause }) => cause.object === undefined), ({ host }) => host);
    for (const [host, found] of ofOwnPorts) yield ofOwnPort(host, found);
  },
};

/** No annotation is needed to lead past the proxy to a port of its own. */
function ofOwnPort(host: MeshHost, breaks: readonly Break[]): Report {
  const ports = [...new Set(breaks.map(({ endpoint }) => endpoint.port))].sort((a, b) => a - b);
  return {
    severity: severityOf(breaks),
    object: objectOf(host.kind, host.object),
    field: 'spec.ports',
    message: `clients send mutual TLS to a port of the proxy itself: got targetPort ${ports.join(', ')} behind ${describeTargets(breaks, 2)}, which takes plaintext only; allowed: ports of the application`,
    remedy: 'lead to the application, or write a DestinationRule with DISABLE for the port',
    connections: connectionsOf(breaks),
  };
}

function ofAnnotation(context: CheckContext, workload: WorkloadFacts, annotation: string, broken: readonly Break[]): Report | undefined {
  const breaks = broken.filter(({ cause }) => cause.field?.includes(annotation));
  const at = { object: objectOf(workload.kind, workload), field: podAnnotationField(workload, annotation) };
  const got = `${annotation.slice(annotation.indexOf('/') + 1)} "${workload.podAnnotations[annotation]}"`;
  if (breaks.length > 0) {
    return {
      ...at,
      severity: severityOf(breaks),
      message: `clients send mutual TLS past the proxy of ${workloadTitle(workload)}: got ${got}, and calls to ${describeTargets(breaks, 2)}; allowed: ports that nobody calls, or that are DISABLE`,
      remedy: 'take the port out of the annotation, or make it DISABLE in a policy of the workload',
      connections: connectionsOf(breaks),
      blocks: namespacesOf(breaks),
    };
  }
  const ports = unguarded(context, workload, annotation);
  if (ports.length === 0) return undefined;
  const [policy] = context.mesh.policies.selecting(workload);
  const named = policy === undefined ? [] : ports.filter((port) => policy.ports.get(port) === MtlsMode.STRICT);
  return {
    ...at,
    severity: named.length > 0 ? 'error' : 'info',
    message: `STRICT is not enforced at port ${(named.length > 0 ? named : ports).join(', ')} of ${workloadTitle(workload)}${named.length > 0 ? `, which ${policy.name} names` : ''}: got ${got}; allowed: ports that may take plaintext`,
    remedy: 'take the port out of the annotation, or know that it takes plaintext',
  };
}

/** Ports that policies make STRICT in vain. */
function unguarded({ mesh, ports }: CheckContext, workload: WorkloadFacts, annotation: string): number[] {
  const plane = mesh.dataPlaneOf(workload);
  const isTaken = plane === 'sidecar' ? (port: number) => whyNotCaptured(workload, port)?.field?.includes(annotation) === true
    : plane === 'ambient' && annotation === BYPASS ? () => workload.podAnnotations[BYPASS] === 'true'
      : () => false;
  const [policy] = mesh.policies.selecting(workload);
  const numbers = new Set([...ports.of(workload).map(({ number }) => number), ...policy?.ports.keys() ?? []]);
  return [...numbers].filter((port) => isTaken(port) && mesh.portMode(workload, port).mode === MtlsMode.STRICT).sort((a, b) => a - b);
}
