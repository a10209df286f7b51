import { findingsIn } from '../support/checked';
import { found, injected, meshConfig, policy, server, STRICT_SHOP, toYaml, workload } from '../support/mesh-objects';

const ID = 'MTLS212';
const at = (name: string) => `spec.template.metadata.annotations["${name}"]`;
const EXCLUDE = 'traffic.sidecar.istio.io/excludeOutboundPorts';

describe('a client whose annotations pass the proxy by', () => {
  test.each([
    [EXCLUDE, '81,80'],
    ['traffic.sidecar.istio.io/excludeOutboundIPRanges', '0.0.0.0/0'],
    ['traffic.sidecar.istio.io/includeOutboundIPRanges', ''],
    ['sidecar.istio.io/interceptionMode', 'NONE'],
  ])('cannot reach a STRICT port: %s', (name, value) => {
    const annotations = { [name]: value };
    expect(found(ID, [...STRICT_SHOP, workload('web', { annotations })])).toEqual([`warning Deployment shop/web ${at(name)}`]);
    expect(found(ID, [...STRICT_SHOP, workload('web', { annotations, calls: 'orders' })])).toEqual([`error Deployment shop/web ${at(name)}`]);
  });

  test('has one finding, whatever it cannot reach', () => {
    const objects = [...STRICT_SHOP, injected('bank'), policy('STRICT', 'bank'), ...server('api', { namespace: 'bank' }), workload('web', { annotations: { [EXCLUDE]: '80' } })];
    const [finding, ...others] = findingsIn(toYaml(objects), ID);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ connections: 2, blocks: ['bank', 'shop'] });
    expect(finding.message).toContain('got excludeOutboundPorts "80" for api.bank.svc.cluster.local:80, orders.shop.svc.cluster.local:80;');
  });

  test('is told of a few of many hosts, and how many more there are', () => {
    const servers = ['e', 'd', 'c', 'b', 'a'].flatMap((name) => server(name));
    const [finding] = findingsIn(toYaml([injected('shop'), policy('STRICT'), ...servers, workload('web', { annotations: { [EXCLUDE]: '80' } })]), ID);
    expect(finding.message).toContain('for a.shop.svc.cluster.local:80, b.shop.svc.cluster.local:80, c.shop.svc.cluster.local:80 and 2 more;');
    expect(finding.connections).toBe(5);
  });

  test('reaches PERMISSIVE ports, and others than those it excludes', () => {
    expect(found(ID, [injected('shop'), ...server('orders'), workload('web', { annotations: { [EXCLUDE]: '80' } })])).toEqual([]);
    expect(found(ID, [...STRICT_SHOP, workload('web', { annotations: { [EXCLUDE]: '5432' } })])).toEqual([]);
  });

  test('may reach it where an address decides', () => {
    expect(found(ID, [...STRICT_SHOP, workload('web', { annotations: { 'traffic.sidecar.istio.io/excludeOutboundIPRanges': '10.0.0.0/8' } })])).toEqual([]);
  });
});

describe('a client whose proxy does not know the host', () => {
  const sidecar = (spec: object = {}) => ({
    apiVersion: 'networking.istio.io/v1', kind: 'Sidecar', metadata: { name: 'own', namespace: 'web' }, ...{ spec: { egress: [{ hosts: ['./*', 'istio-system/*'] }], ...spec } },
  });
  const web = (calls?: string) => [injected('web'), workload('web', { namespace: 'web', calls })];
  const hidden = server('orders').map((object, i) => (i === 0 ? { ...object, metadata: { ...object.metadata, annotations: { 'networking.istio.io/exportTo': '.' } } } : object));

  test('does not call it, unless a manifest says that it does', () => {
    expect(found(ID, [...STRICT_SHOP, ...web(), sidecar()])).toEqual(['info Sidecar web/own spec.egress']);
    expect(found(ID, [...STRICT_SHOP, ...web('orders.shop'), sidecar()])).toEqual(['error Sidecar web/own spec.egress']);
    expect(found(ID, [...STRICT_SHOP, ...web('orders.shop'), sidecar({ egress: [{ hosts: ['shop/*'] }] })])).toEqual([]);
  });

  test('is refused by its own proxy under REGISTRY_ONLY, whatever the port takes', () => {
    const only = sidecar({ outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' } });
    expect(found(ID, [...STRICT_SHOP, ...web(), only])).toEqual([]);
    expect(found(ID, [injected('shop'), ...server('orders'), ...web('orders.shop'), only])).toEqual(['error Sidecar web/own spec.egress']);
    expect(found(ID, [injected('shop'), ...server('orders'), ...web('orders.shop'), sidecar(), meshConfig('outboundTrafficPolicy: { mode: REGISTRY_ONLY }')])).toHaveLength(1);
  });

  test('is kept from it by the Service\'s exportTo', () => {
    const objects = [injected('shop'), policy('STRICT'), ...hidden];
    expect(found(ID, [...objects, ...web()])).toEqual([]);
    expect(found(ID, [...objects, ...web('orders.shop')])).toEqual(['error Service shop/orders metadata.annotations["networking.istio.io/exportTo"]']);
  });
});
