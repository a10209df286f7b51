import { hostOf } from '../../engine/host-names';
import type { PortReference } from '../../engine/resolve-port';
import type { ResolvedMeshSettings } from '../../model/mesh-settings';
import type { Host } from '../host';
import { nameOfObject, namespaceOfObject } from '../private/place-of';
import type { WorkloadPort } from '../workload-port';

/** The Service that a host is; undefined for external hosts and patterns. */
export function serviceOf(host: Host): { readonly namespace: string; readonly name: string } | undefined {
  const reference = host._reference;
  switch (reference.by) {
    case 'construct': return { namespace: namespaceOfObject(reference.object), name: nameOfObject(reference.object) };
    case 'name': return { namespace: reference.namespace, name: reference.name };
    case 'hostname':
    case 'wildcard': return undefined;
  }
}

/** What a DestinationRule's `host` says, and the namespace in which every client reads the rule. */
export function placeRule(host: Host, settings: ResolvedMeshSettings): { readonly host: string; readonly namespace: string } {
  const reference = host._reference;
  switch (reference.by) {
    case 'wildcard': return { host: reference.pattern, namespace: settings.rootNamespace };
    case 'hostname': return { host: reference.hostname, namespace: reference.namespace };
    case 'construct':
    case 'name': {
      const service = serviceOf(host)!;
      // Without a namespace, rule and Service go wherever they are applied together: the short name is completed there.
      return { host: service.namespace === '' ? service.name : hostOf(settings, service), namespace: service.namespace };
    }
  }
}

/** A workload port as the engine looks it up; undefined where its host is no Service. */
export function portReference(port: WorkloadPort): PortReference | undefined {
  const reference = port._reference;
  if (reference.by !== 'service') return reference;
  const service = serviceOf(reference.servicePort.host);
  return service && { by: 'service', service, port: reference.servicePort.port };
}
