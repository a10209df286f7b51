/** Kubernetes objects as one text. */
export function aYaml(...objects: readonly object[]): string {
  return objects.map((object) => `---\n${JSON.stringify(object, null, 2)}\n`).join('');
}

export function aNamespaceObject(name: string, labels: object = { 'istio-injection': 'enabled' }): object {
  return { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } };
}

export interface SomePod {
  readonly labels?: object;
  readonly annotations?: object;
  readonly spec?: object;
}

/** A Deployment that listens on 8080. */
export function aDeploymentObject(namespace: string, name: string, { labels = {}, annotations, spec }: SomePod = {}): object {
  const container = { name, image: `${name}:1`, ports: [{ containerPort: 8080 }] };
  const template = { metadata: { labels: { app: name, ...labels } }, spec: { containers: [container], ...spec } };
  return { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { namespace, name, annotations }, spec: { selector: { matchLabels: { app: name } }, template } };
}

/** A Service that leads port 80 to 8080. */
export function aServiceObject(namespace: string, name: string): object {
  return { apiVersion: 'v1', kind: 'Service', metadata: { namespace, name }, spec: { selector: { app: name }, ports: [{ name: 'http', port: 80, targetPort: 8080 }] } };
}

export function aPeerAuthenticationObject(namespace: string, mode: string, metadata: object = {}): object {
  return { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata: { namespace, name: 'default', ...metadata }, spec: { mtls: { mode } } };
}
