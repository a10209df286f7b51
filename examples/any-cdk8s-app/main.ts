// An app that has none of our constructs, with two mistakes that Kubernetes and Istio take without a word. cdk8s.yaml
// names MtlsValidation, which judges everything that the app writes: `npx cdk8s synth` reports both, and fails.
import { ApiObject, App, Chart } from 'cdk8s';
import * as kplus from 'cdk8s-plus-28';

const app = new App();
const shop = new Chart(app, 'shop', { namespace: 'shop' });

const orders = new kplus.Deployment(shop, 'orders', {
  metadata: { name: 'orders' },
  podMetadata: { labels: { app: 'orders' } },
  containers: [{ image: 'example.com/orders:1', portNumber: 8080, resources: {}, securityContext: { user: 1000 } }],
});
orders.exposeViaService({ name: 'orders', ports: [{ port: 80, targetPort: 8080 }] });

new ApiObject(shop, 'strict', {
  apiVersion: 'security.istio.io/v1',
  kind: 'PeerAuthentication',
  metadata: { name: 'default' },
  spec: { mtls: { mode: 'STRICT' } },
});
// The first mistake: whoever calls orders sends plaintext, which it refuses.
new ApiObject(shop, 'to-orders', {
  apiVersion: 'networking.istio.io/v1',
  kind: 'DestinationRule',
  metadata: { name: 'to-orders' },
  spec: { host: 'orders.shop.svc.cluster.local', trafficPolicy: { connectionPool: { tcp: { maxConnections: 100 } }, tls: { mode: 'DISABLE' } } },
});

// The second: it calls orders from a namespace whose pods get no proxy.
const legacy = new Chart(app, 'legacy', { namespace: 'legacy' });
new kplus.Deployment(legacy, 'billing', {
  metadata: { name: 'billing', annotations: { 'mtls.cdk8s.io/calls': 'orders.shop:80' } },
  podMetadata: { labels: { app: 'billing' } },
  containers: [{ image: 'example.com/billing:1', resources: {}, securityContext: { user: 1000 } }],
});

app.synth();
