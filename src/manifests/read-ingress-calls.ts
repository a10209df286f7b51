import { declarationOf } from './declaration';
import { asList, asObject, asText, asTexts, JsonObject } from './json';
import type { Manifest } from './manifest';
import { readObject } from './read-object';
import type { SortedManifests } from './sort-manifests';
import type { CallFacts } from '../model/call-facts';
import { isPortNumber } from '../model/port-number';

/** The calls of the controllers that serve Ingresses. Istio's own is left out: its gateway has a proxy. */
export function readIngressCalls(sorted: SortedManifests, defaultNamespace: string): CallFacts[] {
  return sorted.of('Ingress').flatMap((manifest) => {
    const annotations = asTexts(asObject(manifest.object.metadata).annotations);
    const ingressClass = asText(asObject(manifest.object.spec).ingressClassName) || annotations['kubernetes.io/ingress.class'] || '';
    if (ingressClass === 'istio') return [];
    const { namespace } = readObject(manifest, defaultNamespace);
    const sendsTls = /^(HTTPS|GRPCS)$/i.test(annotations['nginx.ingress.kubernetes.io/backend-protocol'] ?? '') || undefined;
    return backendsOf(manifest).flatMap(([field, backend]): CallFacts[] => {
      const target = readBackend(backend);
      if (target === undefined) return [];
      return [{
        caller: { kind: 'ingress-controller', ingressClass },
        service: { namespace, name: target.name },
        port: target.port,
        sendsTls,
        ...declarationOf(manifest, field, defaultNamespace),
      }];
    });
  });
}

function backendsOf({ object }: Manifest): [field: string, backend: JsonObject][] {
  const spec = asObject(object.spec);
  return [
    ['spec.defaultBackend', asObject(spec.defaultBackend)],
    ['spec.backend', asObject(spec.backend)],
    ...asList(spec.rules).flatMap((rule, i) => asList(asObject(asObject(rule).http).paths)
      .map((path, j): [string, JsonObject] => [`spec.rules[${i}].http.paths[${j}].backend`, asObject(asObject(path).backend)])),
  ];
}

/** As of version v1, or as before it; a backend may also be a resource, which is no Service. */
function readBackend({ service, serviceName, servicePort }: JsonObject): { readonly name: string; readonly port?: number | string } | undefined {
  const { name, port } = asObject(service);
  if (typeof name === 'string') return { name, port: portOf(asObject(port).number) ?? portOf(asObject(port).name) };
  return typeof serviceName === 'string' ? { name: serviceName, port: portOf(servicePort) } : undefined;
}

function portOf(port: unknown): number | string | undefined {
  return isPortNumber(port) || (typeof port === 'string' && port !== '') ? port : undefined;
}
