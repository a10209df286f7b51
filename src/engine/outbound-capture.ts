import { objectOf, Reason } from './reason';
import { podAnnotationField } from '../model/pod-field';
import type { WorkloadFacts } from '../model/workload-facts';

const PREFIX = 'traffic.sidecar.istio.io/';

/** Whether a sidecar sees what its own application sends. */
export type OutboundCapture = { readonly is: 'captured' } | { readonly is: 'bypassed' | 'undecided'; readonly reason: Reason };

const CAPTURED: OutboundCapture = { is: 'captured' };

/** Whether a connection to a port leaves the pod through its sidecar. Mirrors tools/istio-iptables/pkg/capture/run.go. */
export function outboundCapture(workload: WorkloadFacts, port: number): OutboundCapture {
  const annotations = workload.podAnnotations;
  const at = (name: string, text: string, rule: Reason['rule'] = 'outbound-excluded'): Reason => (
    { rule, text, object: objectOf(workload.kind, workload), field: podAnnotationField(workload, name) });
  if (annotations['sidecar.istio.io/interceptionMode'] === 'NONE') {
    return { is: 'bypassed', reason: at('sidecar.istio.io/interceptionMode', 'interceptionMode is NONE: what the application sends goes past the proxy') };
  }
  const ports = annotations[`${PREFIX}excludeOutboundPorts`];
  if (ports !== undefined && lists(ports, port)) {
    return { is: 'bypassed', reason: at(`${PREFIX}excludeOutboundPorts`, `connections to port ${port} go past the proxy: excludeOutboundPorts is "${ports}"`) };
  }
  return byAddress(annotations[`${PREFIX}includeOutboundIPRanges`], annotations[`${PREFIX}excludeOutboundIPRanges`], lists(annotations[`${PREFIX}includeOutboundPorts`] ?? '', port), at);
}

function byAddress(
  include: string | undefined, exclude: string | undefined, isPortIncluded: boolean, at: (name: string, text: string, rule?: Reason['rule']) => Reason,
): OutboundCapture {
  const excluded = (exclude ?? '').trim();
  const excludes = `${PREFIX}excludeOutboundIPRanges`;
  if (excluded === '*' || excluded.split(',').includes('0.0.0.0/0')) return { is: 'bypassed', reason: at(excludes, `all connections go past the proxy: excludeOutboundIPRanges is "${excluded}"`) };
  const included = (include ?? '*').trim();
  const includes = `${PREFIX}includeOutboundIPRanges`;
  if (included === '' && !isPortIncluded) return { is: 'bypassed', reason: at(includes, 'all connections go past the proxy: includeOutboundIPRanges is empty') };
  // Which address a Service has, the cluster decides.
  if (excluded !== '') return { is: 'undecided', reason: at(excludes, `whether the connection goes past the proxy hangs on the address: excludeOutboundIPRanges is "${excluded}"`, 'captured-by-address') };
  if (included !== '*' && included !== '' && !isPortIncluded) {
    return { is: 'undecided', reason: at(includes, `whether the connection goes through the proxy hangs on the address: includeOutboundIPRanges is "${included}"`, 'captured-by-address') };
  }
  return CAPTURED;
}

function lists(ports: string, port: number): boolean {
  return ports.split(',').some((text) => text.trim() !== '' && Number(text) === port);
}
