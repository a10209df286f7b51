import { asList, asObject, asText, asTextList, asTexts, isJsonObject, JsonObject } from './json';
import type { Manifest } from './manifest';
import { readObject } from './read-object';
import { isPortNumber } from '../model/port-number';
import type { SidecarEgress, SidecarFacts, SidecarIngress } from '../model/sidecar-facts';

export function readSidecar(manifest: Manifest, defaultNamespace = ''): SidecarFacts {
  const spec = asObject(manifest.object.spec);
  return {
    ...readObject(manifest, defaultNamespace),
    workloadSelector: isJsonObject(spec.workloadSelector) ? asTexts(spec.workloadSelector.labels) : undefined,
    egress: orUndefined(asList(spec.egress).filter(isJsonObject).map(readEgress)),
    ingress: orUndefined(asList(spec.ingress).flatMap(readIngress)),
    outboundTrafficPolicy: readOutboundTrafficPolicy(spec.outboundTrafficPolicy),
  };
}

function readEgress({ hosts, port }: JsonObject): SidecarEgress {
  const { number } = asObject(port);
  return { hosts: asTextList(hosts), port: isPortNumber(number) ? number : undefined };
}

function readIngress(ingress: unknown): SidecarIngress[] {
  const { number, protocol } = asObject(asObject(ingress).port);
  return isPortNumber(number) ? [{ port: number, protocol: asText(protocol) ?? '' }] : [];
}

/** `outboundTrafficPolicy: {}` is REGISTRY_ONLY: protobuf's zero value. See istio.io/api sidecar.proto. */
function readOutboundTrafficPolicy(policy: unknown): SidecarFacts['outboundTrafficPolicy'] {
  if (!isJsonObject(policy)) return undefined;
  return policy.mode === 'ALLOW_ANY' ? 'ALLOW_ANY' : 'REGISTRY_ONLY';
}

/** An empty list says the same as none. Mirrors istio pilot/pkg/model/sidecar.go. */
function orUndefined<T>(list: readonly T[]): readonly T[] | undefined {
  return list.length === 0 ? undefined : list;
}
