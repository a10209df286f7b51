import { declarationOf } from './declaration';
import { asList, asObject, asText, JsonObject } from './json';
import type { Manifest } from './manifest';
import { readObject } from './read-object';
import type { SortedManifests } from './sort-manifests';
import type { CallFacts, Caller } from '../model/call-facts';
import { isPortNumber } from '../model/port-number';

const ROUTES = ['HTTPRoute', 'GRPCRoute', 'TLSRoute', 'TCPRoute'];
const GATEWAY_API = 'gateway.networking.k8s.io';
/** How the names of Istio's own classes begin: their gateways have a proxy. */
const OF_ISTIO = 'istio';

type Gateway = { readonly namespace: string; readonly name: string };

/** The calls of the gateways that serve routes of the Gateway API. A route of a Service is no gateway's: clients' proxies follow it. */
export function readRouteCalls(sorted: SortedManifests, defaultNamespace: string): CallFacts[] {
  const routes = ROUTES.flatMap((kind) => sorted.of(kind));
  if (routes.length === 0) return [];
  const classes = new Map(sorted.of('Gateway').map((manifest) => [
    titleOf(readObject(manifest, defaultNamespace)), asText(asObject(manifest.object.spec).gatewayClassName) ?? '',
  ]));
  return routes.flatMap((route) => {
    const { namespace } = readObject(route, defaultNamespace);
    const callers = gatewaysOf(route, namespace)
      .map((gateway): Caller & { readonly ingressClass: string } => ({ kind: 'ingress-controller', ingressClass: classes.get(titleOf(gateway)) ?? '', gateway }))
      .filter(({ ingressClass }) => !ingressClass.startsWith(OF_ISTIO));
    if (callers.length === 0) return [];
    return backendsOf(route).flatMap(([field, backend]) => {
      const { name, port } = backend;
      if (!isService(backend) || typeof name !== 'string') return [];
      return callers.map((caller): CallFacts => ({
        caller,
        service: { namespace: asText(backend.namespace) || namespace, name },
        port: isPortNumber(port) ? port : undefined,
        ...declarationOf(route, field, defaultNamespace),
      }));
    });
  });
}

function gatewaysOf({ object }: Manifest, ownNamespace: string): Gateway[] {
  return asList(asObject(object.spec).parentRefs).map(asObject)
    .filter(({ group, kind }) => (group ?? GATEWAY_API) === GATEWAY_API && (kind ?? 'Gateway') === 'Gateway')
    .map(({ namespace, name }) => ({ namespace: asText(namespace) || ownNamespace, name: asText(name) ?? '' }));
}

/** What a route sends requests to, copies of them among it, by its fields. */
function backendsOf({ object }: Manifest): [field: string, backend: JsonObject][] {
  return asList(asObject(object.spec).rules).flatMap((rule, i) => backendsOfRule(asObject(rule), `spec.rules[${i}]`));
}

function backendsOfRule({ backendRefs, filters }: JsonObject, at: string): [field: string, backend: JsonObject][] {
  return [
    ...asList(backendRefs).map((backend, i): [string, JsonObject] => [`${at}.backendRefs[${i}]`, asObject(backend)]),
    ...asList(filters).map((filter, i): [string, JsonObject] => [
      `${at}.filters[${i}].requestMirror.backendRef`, asObject(asObject(asObject(filter).requestMirror).backendRef),
    ]),
  ];
}

function isService({ group, kind }: JsonObject): boolean {
  return (group ?? '') === '' && (kind ?? 'Service') === 'Service';
}

function titleOf({ namespace, name }: Gateway): string {
  return `${namespace}/${name}`;
}
