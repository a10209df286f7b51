import { someOf } from './break-groups';
import type { Check } from './check';
import type { CheckContext } from './check-context';
import { whyNotCaptured } from '../engine/captured-port';
import { objectOf } from '../engine/reason';
import { MtlsMode } from '../model/mtls-mode';
import { podAnnotationField } from '../model/pod-field';
import { ProbeFacts, WorkloadFacts, workloadTitle } from '../model/workload-facts';

const REWRITE = 'sidecar.istio.io/rewriteAppHTTPProbers';

/** What Go's strconv.ParseBool takes for false, as istio's pkg/kube/inject/app_probe.go asks it. */
const FALSE: ReadonlySet<string | undefined> = new Set(['0', 'f', 'F', 'false', 'FALSE', 'False']);

/** Probes that have to be answered: a TCP probe is content with a connection, which the proxy takes. */
const ANSWERED: ReadonlySet<ProbeFacts['kind']> = new Set(['http', 'grpc']);

export const probeNotRewritten: Check = {
  id: 'MTLS113',
  title: 'A probe asks a STRICT port in plaintext',
  severity: 'error',
  why: 'The kubelet has no certificate of the mesh. Injection rewrites its HTTP and gRPC probes, so that the proxy asks in its stead; where an annotation switches that off, a STRICT port refuses the probe, and the pod never becomes ready or is killed again and again.',
  remedy: 'Take the annotation out, so that probes are rewritten, or probe a port that is PERMISSIVE.',
  see: 'https://istio.io/latest/docs/ops/configuration/mesh/app-health-check/',
  *run({ mesh }: CheckContext) {
    for (const workload of mesh.snapshot.workloads) {
      if (!FALSE.has(workload.podAnnotations[REWRITE]) || mesh.dataPlaneOf(workload) !== 'sidecar') continue;
      const refused = workload.probes.filter((probe) => ANSWERED.has(probe.kind) && portsOf(workload, probe)
        .some((port) => whyNotCaptured(workload, port) === undefined && mesh.portMode(workload, port).mode === MtlsMode.STRICT));
      if (refused.length === 0) continue;
      yield {
        severity: 'error',
        object: objectOf(workload.kind, workload),
        field: podAnnotationField(workload, REWRITE),
        message: `the kubelet's plaintext is refused by ${workloadTitle(workload)}: got ${REWRITE} "${workload.podAnnotations[REWRITE]}" and STRICT for the ${someOf(refused.map(({ title, port }) => `${title} (port ${port})`), 2)}; allowed: probes that are rewritten`,
        remedy: 'take the annotation out, or probe a PERMISSIVE port',
        connections: refused.length,
        blocks: [workload.namespace],
      };
    }
  },
};

function portsOf({ ports }: WorkloadFacts, { port }: ProbeFacts): number[] {
  return typeof port === 'number' ? [port] : ports.filter(({ name }) => name !== undefined && name === port).map(({ number }) => number);
}
