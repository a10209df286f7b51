import { ApiObject, App, Chart, Testing } from 'cdk8s';
import type { Construct } from 'constructs';

/** What a workload of a test looks like; the rest is the least that Kubernetes takes. */
export interface WorkloadOptions {
  readonly kind?: string;
  readonly namespace?: string;
  /** Labels of the pods, and the owner's selector. */
  readonly labels?: Record<string, string>;
  /** The owner's selector, where it is not all of the labels. */
  readonly selector?: Record<string, string>;
  readonly ports?: { readonly containerPort: number; readonly name?: string }[];
  readonly podSpec?: object;
}

export function aChart(namespaceName = 'shop', app = new App(), id = 'policies'): Chart {
  return new Chart(app, id, { namespace: namespaceName });
}

/** A workload under its own name, whose pods are labelled `app: NAME` where nothing else is said. */
export function workload(scope: Construct, name: string, options: WorkloadOptions = {}): ApiObject {
  const { kind = 'Deployment', namespace: namespaceName, labels = { app: name }, selector = labels, ports = [{ containerPort: 8080 }], podSpec } = options;
  return new ApiObject(scope, name, {
    apiVersion: 'apps/v1',
    kind,
    metadata: { name, ...(namespaceName !== undefined && { namespace: namespaceName }) },
    spec: {
      selector: { matchLabels: selector },
      template: { metadata: { labels }, spec: { containers: [{ name: 'main', image: 'registry.example/main:1', ports }], ...podSpec } },
    },
  });
}

export function service(
  scope: Construct, name: string, selector: Record<string, string>, ports: { port: number; targetPort?: number | string }[], namespaceName?: string,
): ApiObject {
  return new ApiObject(scope, `service-${name}`, {
    apiVersion: 'v1', kind: 'Service', metadata: { name, ...(namespaceName !== undefined && { namespace: namespaceName }) }, spec: { selector, ports },
  });
}

export function namespace(scope: Construct, name: string, labels: Record<string, string> = { 'istio-injection': 'enabled' }): ApiObject {
  return new ApiObject(scope, `namespace-${name}`, { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
}

/** A PeerAuthentication that is none of our constructs. */
export function rawPolicy(scope: Construct, id: string, metadata: { name: string; namespace: string }, spec: object): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'security.istio.io/v1', kind: 'PeerAuthentication', metadata, spec });
}

export function rawRule(scope: Construct, id: string, metadata: { name: string; namespace: string }, spec: object): ApiObject {
  return new ApiObject(scope, id, { apiVersion: 'networking.istio.io/v1', kind: 'DestinationRule', metadata, spec });
}

/** The PeerAuthentications that a chart emits. */
export function policiesOf(chart: Chart): any[] {
  return Testing.synth(chart).filter(({ kind }) => kind === 'PeerAuthentication');
}

/** Each policy as `namespace/name`, with its mode and what differs by port. */
export function modesOf(chart: Chart): Record<string, unknown> {
  return Object.fromEntries(policiesOf(chart).map(({ metadata, spec }) => {
    const ports = Object.entries<{ mode: string }>(spec.portLevelMtls ?? {}).map(([port, { mode }]) => ` ${port}:${mode}`);
    return [`${metadata.namespace}/${metadata.name}`, `${spec.mtls.mode}${ports.join('')}`];
  }));
}

/** The DestinationRules that a chart emits. */
export function rulesOf(chart: Chart): any[] {
  return Testing.synth(chart).filter(({ kind }) => kind === 'DestinationRule');
}

/** What an app's synth refuses: one line for each mistake, with the construct's path in front. */
export function refusalsOf(scope: Construct): string[] {
  try {
    App.of(scope).synthYaml();
  } catch (error) {
    const [title, ...lines] = (error as Error).message.split('\n  ');
    return title === 'Validation failed with the following errors:' ? lines : [`not from validation: ${title}`];
  }
  return [];
}
