import { found, namespace, server, STRICT_SHOP, workload, injected, policy } from '../support/mesh-objects';

const ID = 'MTLS213';
const TUNNEL = 'networking.istio.io/tunnel';
const EDGE = namespace('edge', { 'istio.io/dataplane-mode': 'ambient' });
const client = (calls?: string) => [EDGE, workload('web', { namespace: 'edge', calls })];
const labelled = [injected('shop'), policy('STRICT'), ...server('orders', { labels: { [TUNNEL]: 'none' } })];

describe('an ambient client', () => {
  test('reaches a STRICT sidecar through the tunnel, for which injection sets the label', () => {
    expect(found(ID, [...STRICT_SHOP, ...client('orders.shop')])).toEqual([]);
  });

  test('sends plaintext where the label is set by hand', () => {
    expect(found(ID, [...labelled, ...client()])).toEqual([`warning Deployment shop/orders spec.template.metadata.labels["${TUNNEL}"]`]);
    expect(found(ID, [...labelled, ...client('orders.shop')])).toEqual([`error Deployment shop/orders spec.template.metadata.labels["${TUNNEL}"]`]);
  });

  test('sends plaintext to a virtual machine', () => {
    const machine = { apiVersion: 'networking.istio.io/v1', kind: 'WorkloadEntry', metadata: { name: 'vm', namespace: 'shop' }, ...{ spec: { address: '10.1.1.1', serviceAccount: 'vm', labels: { app: 'orders' } } } };
    expect(found(ID, [...STRICT_SHOP, machine, ...client()])).toEqual(['warning WorkloadEntry shop/vm metadata.labels']);
  });
});

test('plaintext is fine for a PERMISSIVE port, and there is no tunnel without ambient mode', () => {
  expect(found(ID, [...labelled.filter(({ kind }) => kind !== 'PeerAuthentication'), ...client()])).toEqual([]);
  expect(found(ID, [...labelled, ...client('orders.shop')], { ambient: false })).toEqual([]);
});
