import { ApiObject, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';
import { Construct } from 'constructs';

export interface IngressProps {
  /** Where the gateway sends what arrives. */
  readonly host: string;
  readonly port: number;
}

const LABELS = { app: 'ingressgateway', istio: 'ingressgateway' };

/** An Istio ingress gateway in a namespace of its own: Istio fills in the proxy's container. */
export class Ingress extends Chart {
  public constructor(scope: Construct, id: string, { host, port }: IngressProps) {
    super(scope, id, { namespace: 'istio-ingress' });
    const deployment = new kplus.Deployment(this, 'ingressgateway', {
      metadata: { name: 'ingressgateway', labels: LABELS },
      podMetadata: { labels: LABELS, annotations: { 'inject.istio.io/templates': 'gateway' } },
      select: false,
      containers: [{ name: 'istio-proxy', image: 'auto', resources: {} }],
    });
    deployment.select(kplus.LabelSelector.of({ labels: LABELS }));
    const service = new kplus.Service(this, 'service', {
      metadata: { name: 'ingressgateway' },
      type: kplus.ServiceType.LOAD_BALANCER,
      ports: [{ name: 'http2', port: 80, targetPort: 8080 }],
    });
    service.selectLabel('istio', 'ingressgateway');

    new ApiObject(this, 'gateway', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Gateway',
      metadata: { name: 'bookinfo' },
      spec: {
        selector: { istio: 'ingressgateway' },
        servers: [{ port: { number: 80, name: 'http', protocol: 'HTTP' }, hosts: ['bookinfo.example.com'] }],
      },
    });
    new ApiObject(this, 'routes', {
      apiVersion: 'networking.istio.io/v1',
      kind: 'VirtualService',
      metadata: { name: 'bookinfo' },
      spec: {
        hosts: ['bookinfo.example.com'],
        gateways: ['bookinfo'],
        http: [{ route: [{ destination: { host, port: { number: port } } }] }],
      },
    });
  }
}
