import type { KubernetesObject } from './mesh-objects';

/** What a server's own manifest may say beside its name: its pods are labelled `app: NAME` and listen on 8080. */
export interface SomePods {
  readonly namespace?: string;
  readonly kind?: string;
  readonly labels?: object;
  /** Of the pods. */
  readonly annotations?: object;
  /** Of the workload itself. */
  readonly own?: object;
  readonly ports?: readonly object[];
  /** Other fields of the container. */
  readonly container?: object;
  /** Other fields of the pod's spec. */
  readonly pod?: object;
}

export function pods(name: string, { namespace = 'shop', kind = 'Deployment', labels, annotations, own, ports = [{ containerPort: 8080 }], container, pod }: SomePods = {}): KubernetesObject {
  const template = { metadata: { labels: { app: name, ...labels }, annotations }, spec: { containers: [{ name: 'main', image: 'main:1', ports, ...container }], ...pod } };
  return withSpec({ apiVersion: 'apps/v1', kind, metadata: { name, namespace, annotations: own } }, { selector: { matchLabels: { app: name } }, template });
}

/** A Service of namespace `shop` that leads port 80 to port 8080 of the pods labelled `app: NAME`. */
export function service(name: string, spec: object = {}, namespace = 'shop'): KubernetesObject {
  return withSpec({ apiVersion: 'v1', kind: 'Service', metadata: { name, namespace } }, { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 8080 }], ...spec });
}

/** What may be said of a policy; `app` is the label that it selects by. */
export interface SomePolicy {
  readonly namespace?: string;
  readonly mode?: string;
  readonly app?: string;
  readonly selector?: object;
  readonly ports?: Readonly<Record<number | string, string>>;
  readonly created?: string;
}

/** A PeerAuthentication of namespace `shop`. */
export function peerAuthentication(name: string, { namespace = 'shop', mode, app, selector, ports, created }: SomePolicy): KubernetesObject {
  const labels = selector ?? (app === undefined ? undefined : { matchLabels: { app } });
  return withSpec({ apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { name, namespace, creationTimestamp: created } }, {
    ...(labels !== undefined && { selector: labels }),
    ...(mode !== undefined && { mtls: { mode } }),
    ...(ports !== undefined && { portLevelMtls: Object.fromEntries(Object.entries(ports).map(([port, portMode]) => [port, { mode: portMode }])) }),
  });
}

/** An AuthorizationPolicy of namespace `shop` for the pods labelled `app: api`, with one rule. */
export function authorizationPolicy(action: string, source: object, { to, selector = { matchLabels: { app: 'api' } }, namespace = 'shop' }: { to?: object; selector?: object; namespace?: string } = {}): KubernetesObject {
  const rule = { from: [{ source }], ...(to !== undefined && { to: [{ operation: to }] }) };
  return withSpec({ apiVersion: 'security.istio.io/v1', kind: 'AuthorizationPolicy', metadata: { name: 'api', namespace } }, { action, selector, rules: [rule] });
}

/** Any object with a spec, such as a PodMonitor. */
export function anObject(apiVersion: string, kind: string, name: string, spec: object, namespace: string | undefined = 'shop'): KubernetesObject {
  return withSpec({ apiVersion, kind, metadata: { name, namespace } }, spec);
}

function withSpec(object: KubernetesObject, spec: object): KubernetesObject {
  return { ...object, ...{ spec } };
}
