import { Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

export interface MicroserviceProps {
  readonly version: string;
  /** The port of its Prometheus metrics. */
  readonly metricsPort?: number;
}

/** One version of one of bookinfo's services: pods labelled app and version, which the Deployment selects by. */
export function microservice(chart: Chart, name: string, { version, metricsPort }: MicroserviceProps): kplus.Deployment {
  const labels = { app: name, version };
  const deployment = new kplus.Deployment(chart, `${name}-${version}`, {
    metadata: { name: `${name}-${version}`, labels },
    podMetadata: { labels },
    replicas: 1,
    select: false, // cdk8s-plus would select by a hash of the construct path
    securityContext: { user: 1000 },
    containers: [{
      name,
      image: `docker.io/istio/examples-bookinfo-${name}-${version}:1.20.3`,
      ports: [{ name: 'http', number: 9080 }, ...metricsPort ? [{ name: 'http-metrics', number: metricsPort }] : []],
      resources: {},
      securityContext: { readOnlyRootFilesystem: false },
    }],
  });
  deployment.select(kplus.LabelSelector.of({ labels }));
  return deployment;
}

/** The Service in front of all versions. */
export function service(chart: Chart, name: string): kplus.Service {
  const created = new kplus.Service(chart, name, {
    metadata: { name, labels: { app: name, service: name } },
    ports: [{ name: 'http', port: 9080 }],
  });
  created.selectLabel('app', name);
  return created;
}
