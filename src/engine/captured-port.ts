import type { Reason } from './reason';
import { objectOf } from './reason';
import { podAnnotationField } from '../model/pod-field';
import type { WorkloadFacts } from '../model/workload-facts';

const EXCLUDE = 'traffic.sidecar.istio.io/excludeInboundPorts';
const INCLUDE = 'traffic.sidecar.istio.io/includeInboundPorts';
const INTERCEPTION = 'sidecar.istio.io/interceptionMode';

/** The proxy's own ports: health, readiness, telemetry, and the tunnel's. */
const OWN_PORTS = new Set([15008, 15020, 15021, 15090]);

/**
 * Why a sidecar does not see connections to a port of its pod; undefined where it does. Only the pod's own network rules
 * know of it: clients go on as if the proxy were there.
 * Mirrors tools/istio-iptables/pkg/capture/run.go and injection-template.yaml.
 */
export function whyNotCaptured(workload: WorkloadFacts, port: number): Reason | undefined {
  const annotations = workload.podAnnotations;
  if (annotations[INTERCEPTION] === 'NONE') return reason(workload, INTERCEPTION, `port ${port} is not captured: interceptionMode is NONE`);
  const include = annotations[INCLUDE] ?? '*';
  if (include.trim() !== '*') {
    return listed(include, port) ? undefined : reason(workload, INCLUDE, `port ${port} is not captured: includeInboundPorts is "${include}"`);
  }
  if (listed(annotations[EXCLUDE] ?? '', port)) return reason(workload, EXCLUDE, `port ${port} is not captured: excludeInboundPorts is "${annotations[EXCLUDE]}"`);
  return OWN_PORTS.has(port) ? { rule: 'port-not-captured', text: `port ${port} is the proxy's own` } : undefined;
}

function listed(ports: string, port: number): boolean {
  return ports.split(',').some((text) => text.trim() !== '' && Number(text) === port);
}

function reason(workload: WorkloadFacts, annotation: string, text: string): Reason {
  return { rule: 'port-not-captured', text, object: objectOf(workload.kind, workload), field: podAnnotationField(workload, annotation) };
}
