import { asList, asObject, asText, asTexts, isJsonObject } from './json';
import type { Manifest } from './manifest';
import { isPortNumber } from '../model/port-number';
import type { ServiceFacts, ServicePortFacts } from '../model/service-facts';

const TYPES: readonly ServiceFacts['type'][] = ['ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'];

export function readService(manifest: Manifest, defaultNamespace = ''): ServiceFacts {
  const { source, line, object } = manifest;
  const metadata = asObject(object.metadata);
  const spec = asObject(object.spec);
  // Not spread of what every object says: that makes objects of this many fields three times as slow, and there are many.
  return {
    namespace: asText(metadata.namespace) || defaultNamespace,
    name: asText(metadata.name) ?? '',
    source,
    line,
    created: asText(metadata.creationTimestamp),
    selector: readSelector(spec.selector),
    ports: readPorts(spec.ports),
    type: TYPES.find((type) => type === spec.type) ?? 'ClusterIP',
    isHeadless: spec.clusterIP === 'None',
    labels: asTexts(metadata.labels),
    annotations: asTexts(metadata.annotations),
  };
}

function readSelector(selector: unknown): ServiceFacts['selector'] {
  const labels = asTexts(selector);
  for (const _ in labels) return labels;
  return undefined;
}

function readPorts(ports: unknown): ServicePortFacts[] {
  const read: ServicePortFacts[] = [];
  for (const port of asList(ports)) {
    if (!isJsonObject(port) || !isPortNumber(port.port)) continue;
    const { port: number, targetPort, protocol, nodePort } = port;
    read.push({
      number,
      name: asText(port.name),
      appProtocol: asText(port.appProtocol),
      target: isPortNumber(targetPort) || typeof targetPort === 'string' ? targetPort : number,
      nodePort: isPortNumber(nodePort) ? nodePort : undefined,
      isTcp: protocol !== 'UDP' && protocol !== 'SCTP',
    });
  }
  return read;
}
