import { asList, asObject, JsonObject } from './json';
import type { Labels } from '../model/labels';

/** What the proxy does that a pod holds already, because it was injected by a webhook or by hand. */
export type ProxyRole = 'sidecar' | 'gateway' | 'none';

const ROLES: ReadonlyMap<unknown, ProxyRole> = new Map([['sidecar', 'sidecar'], ['router', 'gateway'], ['waypoint', 'gateway']]);

/** Mirrors what istio's injection templates leave in a pod: the container `istio-proxy` with its arguments, and an annotation. */
export function readProxy(podSpec: JsonObject, podAnnotations: Labels): ProxyRole {
  const templates = podAnnotations['inject.istio.io/templates'];
  // The agent of a proxyless gRPC app passes no bytes.
  if (templates?.includes('grpc-agent')) return 'none';
  const role = roleAmong(podSpec.containers) ?? roleAmong(podSpec.initContainers);
  if (role !== undefined) return role;
  if (podAnnotations['sidecar.istio.io/status'] === undefined) return 'none';
  return templates?.includes('gateway') ? 'gateway' : 'sidecar';
}

function roleAmong(containers: unknown): ProxyRole | undefined {
  for (const container of asList(containers)) {
    const { name, args } = asObject(container);
    if (name !== 'istio-proxy') continue;
    const words = asList(args);
    const role = ROLES.get(words[words.indexOf('proxy') + 1]);
    if (role !== undefined) return role;
  }
  return undefined;
}
