import { brief, findingsIn } from './checked';
import type { MeshSettings } from '../../src/model/mesh-settings';

/** A Kubernetes object, as JSON has it. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: object;
}

type Texts = Readonly<Record<string, string>>;

export interface SomeServer {
  readonly namespace?: string;
  readonly kind?: string;
  readonly labels?: Texts;
  readonly annotations?: Texts;
  /** What the workload is declared to call. */
  readonly calls?: string;
  /** The Service port; its name says the protocol. */
  readonly port?: object;
  readonly service?: object;
}

export function injected(name: string): KubernetesObject {
  return namespace(name, { 'istio-injection': 'enabled' });
}

export function namespace(name: string, labels: Texts = {}): KubernetesObject {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

/** A workload of namespace `shop` whose pods listen on 8080. */
export function workload(name: string, { namespace: own = 'shop', kind = 'Deployment', labels, annotations, calls }: SomeServer = {}): KubernetesObject {
  const podLabels = { app: name, ...labels };
  return {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, namespace: own, annotations: calls === undefined ? {} : { 'mtls.cdk8s.io/calls': calls } },
    ...{
      spec: {
        selector: { matchLabels: { app: name } },
        template: { metadata: { labels: podLabels, annotations }, spec: { containers: [{ name: 'main', image: 'main:1', ports: [{ containerPort: 8080 }] }] } },
      },
    },
  };
}

/** A workload of namespace `shop` and the Service that leads port 80 to it. */
export function server(name: string, what: SomeServer = {}): KubernetesObject[] {
  const { namespace: own = 'shop', port = { name: 'http', port: 80, targetPort: 8080 }, service } = what;
  const object = { apiVersion: 'v1', kind: 'Service', metadata: { name, namespace: own }, spec: { selector: { app: name }, ports: [port], ...service } };
  return [object, workload(name, what)];
}

/** A PeerAuthentication for a whole namespace, or for the workload of a name. */
export function policy(mode: string, own = 'shop', app?: string): KubernetesObject {
  const object = { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { name: app ?? 'default', namespace: own } };
  return { ...object, ...{ spec: { ...(app !== undefined && { selector: { matchLabels: { app } } }), mtls: { mode } } } };
}

/** A DestinationRule named `rule` of namespace `shop`; a text stands for the mode of its top. */
export function rule(host: string, tls: string | object, { name = 'rule', namespace: own = 'shop', created, ...spec }: Rule = {}): KubernetesObject {
  const trafficPolicy = typeof tls === 'string' ? { tls: { mode: tls } } : tls;
  return {
    apiVersion: 'networking.istio.io/v1',
    kind: 'DestinationRule',
    metadata: { name, namespace: own, creationTimestamp: created },
    ...{ spec: { host, ...(Object.keys(trafficPolicy).length > 0 && { trafficPolicy }), ...spec } },
  };
}

/** A traffic policy that sets a mode. */
export function aTls(mode: string, what: object = {}): object {
  return { tls: { mode, ...what } };
}

/** A subset of the servers named `orders`. */
export function subset(name: string, trafficPolicy: object): object {
  return { name, labels: { app: 'orders' }, ...(Object.keys(trafficPolicy).length > 0 && { trafficPolicy }) };
}

interface Rule {
  readonly name?: string;
  readonly namespace?: string;
  readonly created?: string;
  readonly exportTo?: readonly string[];
  readonly subsets?: readonly object[];
  readonly workloadSelector?: object;
}

export function serviceEntry(host: string, spec: object = {}, own = 'shop'): KubernetesObject {
  const ports = [{ name: 'http', number: 80, protocol: 'HTTP', targetPort: 8080 }];
  return { apiVersion: 'networking.istio.io/v1', kind: 'ServiceEntry', metadata: { name: 'entry', namespace: own }, ...{ spec: { hosts: [host], resolution: 'STATIC', ports, ...spec } } };
}

/** Mesh config, one setting a line. */
export function meshConfig(mesh: string): KubernetesObject {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'istio', namespace: 'istio-system' }, ...{ data: { mesh } } };
}

/** Namespace `shop`, injected and STRICT, with the server `orders`. */
export const STRICT_SHOP: readonly KubernetesObject[] = [injected('shop'), policy('STRICT'), ...server('orders')];

export function toYaml(objects: readonly KubernetesObject[]): string {
  return objects.map((object) => `---\n${JSON.stringify(object)}\n`).join('');
}

/** What a check finds in objects, one line each: `error DestinationRule shop/rule spec.host`. */
export function found(id: string, objects: readonly KubernetesObject[], settings: MeshSettings = {}): string[] {
  return brief(findingsIn(toYaml(objects), id, settings));
}
