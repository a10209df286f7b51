import { asObject, asText, asTexts } from './json';
import type { Manifest } from './manifest';
import { readObject } from './read-object';
import { readNamedPorts } from './read-service-entry';
import type { WorkloadFacts } from '../model/workload-facts';

/** A server that is no pod. Whether it has a proxy, Istio concludes from its labels and service account. */
export function readWorkloadEntry(manifest: Manifest, defaultNamespace = ''): WorkloadFacts {
  const spec = asObject(manifest.object.spec);
  const metadata = asObject(manifest.object.metadata);
  const annotations = asTexts(metadata.annotations);
  const entryPorts = readNamedPorts(spec.ports);
  return {
    ...readObject(manifest, defaultNamespace),
    kind: 'WorkloadEntry',
    annotations,
    // Those of the metadata win. Mirrors istio pilot/pkg/serviceregistry/serviceentry/conversion.go.
    podLabels: { ...asTexts(spec.labels), ...asTexts(metadata.labels) },
    podAnnotations: annotations,
    hostNetwork: false,
    hasProxyContainer: false,
    serviceAccount: asText(spec.serviceAccount) || undefined,
    ports: Object.entries(entryPorts).map(([name, number]) => ({ number, name })),
    probes: [],
    entryPorts,
    isRunning: false,
  };
}
