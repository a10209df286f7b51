import { declarationOf } from './declaration';
import { asList, asObject, asText } from './json';
import { kindOf, Manifest } from './manifest';
import type { SortedManifests } from './sort-manifests';
import type { CallFacts } from '../model/call-facts';
import { isPortNumber } from '../model/port-number';

const HTTPS = 443;
const KINDS = ['ValidatingWebhookConfiguration', 'MutatingWebhookConfiguration', 'APIService', 'CustomResourceDefinition'];

/** The calls of the API server: webhooks for admission and conversion, and APIs that others serve. It has no proxy, and speaks TLS. */
export function readApiServerCalls(sorted: SortedManifests): CallFacts[] {
  return KINDS.flatMap((kind) => sorted.of(kind)).flatMap((manifest) => referencesOf(manifest).flatMap(([field, reference]): CallFacts[] => {
    const { namespace, name, port } = asObject(reference);
    if (typeof name !== 'string') return [];
    return [{
      caller: { kind: 'api-server' },
      service: { namespace: asText(namespace) ?? '', name },
      port: isPortNumber(port) ? port : HTTPS,
      sendsTls: true,
      ...declarationOf(manifest, field),
    }];
  }));
}

/** The references to Services that an object holds, by their fields. */
function referencesOf(manifest: Manifest): [field: string, reference: unknown][] {
  const { webhooks, spec } = manifest.object;
  switch (kindOf(manifest)) {
    case 'APIService': return [['spec.service', asObject(spec).service]];
    case 'CustomResourceDefinition': {
      const { webhook, webhookClientConfig } = asObject(asObject(spec).conversion);
      return [
        ['spec.conversion.webhook.clientConfig.service', asObject(asObject(webhook).clientConfig).service],
        ['spec.conversion.webhookClientConfig.service', asObject(webhookClientConfig).service],
      ];
    }
    default: return asList(webhooks).map((webhook, i) => [`webhooks[${i}].clientConfig.service`, asObject(asObject(webhook).clientConfig).service]);
  }
}
