import { findingsIn } from '../support/checked';
import { found, injected, KubernetesObject, namespace, STRICT_SHOP, toYaml } from '../support/mesh-objects';
import { peerAuthentication, pods, service } from '../support/server-objects';

const ID = 'MTLS101';
const BARE = namespace('bare');
const CALLS = { 'mtls.cdk8s.io/calls': 'orders.shop:80' };

const findingsOf = (objects: readonly KubernetesObject[]) => findingsIn(toYaml(objects), ID);

describe('a client without a proxy', () => {
  test('is an error where a manifest declares its call, a warning where it may call', () => {
    expect(found(ID, [...STRICT_SHOP, BARE, pods('web', { namespace: 'bare', own: CALLS })])).toEqual(['error Deployment bare/web']);
    expect(found(ID, [...STRICT_SHOP, BARE, pods('web', { namespace: 'bare' })])).toEqual(['warning Deployment bare/web']);
  });

  test.each([
    ['a Job', pods('web', { namespace: 'bare', kind: 'Job' })],
    ['pods of the node\'s network', pods('web', { pod: { hostNetwork: true } })],
    ['pods that opt out by label', pods('web', { labels: { 'sidecar.istio.io/inject': 'false' } })],
    ['pods that opt out by annotation', pods('web', { annotations: { 'sidecar.istio.io/inject': 'false' } })],
  ])('may be %s', (_, client) => {
    expect(findingsOf([...STRICT_SHOP, BARE, client]).map(({ severity }) => severity)).toEqual(['warning']);
  });

  test('that says whom it calls, calls nobody else', () => {
    const [declared, ...others] = findingsOf([...STRICT_SHOP, service('cache'), pods('cache'), BARE, pods('web', { namespace: 'bare', own: CALLS })]);
    expect(declared).toMatchObject({ severity: 'error', connections: 1, blocks: ['shop'], message: expect.stringContaining('got plaintext to orders.shop.svc.cluster.local:80;') });
    expect(others).toEqual([]);
  });

  test('gets one finding for all that it cannot reach, which names a few', () => {
    const servers = ['a', 'b', 'c', 'd'].flatMap((name) => [service(name), pods(name)]);
    const [finding, ...others] = findingsOf([injected('shop'), peerAuthentication('default', { mode: 'STRICT' }), ...servers, BARE, pods('web', { namespace: 'bare' })]);
    expect(finding).toMatchObject({ connections: 4, message: expect.stringContaining('cannot reach 4 STRICT ports') });
    expect(finding.message).toContain('a.shop.svc.cluster.local:80, b.shop.svc.cluster.local:80, c.shop.svc.cluster.local:80 and 1 more');
    expect(others).toEqual([]);
  });

  test.each(['kube-system', 'istio-system'])('in %s is reported only where a manifest declares its call', (name) => {
    expect(found(ID, [...STRICT_SHOP, namespace(name), pods('web', { namespace: name })])).toEqual([]);
    expect(found(ID, [...STRICT_SHOP, namespace(name), pods('web', { namespace: name, own: CALLS })])).toEqual([`error Deployment ${name}/web`]);
  });

  test('of which the Namespace is not known is no finding: it may have a proxy', () => {
    expect(found(ID, [...STRICT_SHOP, pods('web', { namespace: 'elsewhere', own: CALLS })])).toEqual([]);
  });

  test('on the network of its node gets past ztunnel on that node only: a warning, whoever calls', () => {
    const ambient = [namespace('pay', { 'istio.io/dataplane-mode': 'ambient' }), peerAuthentication('default', { namespace: 'pay', mode: 'STRICT' })];
    const server = [service('ledger', {}, 'pay'), pods('ledger', { namespace: 'pay' })];
    const client = pods('agent', { namespace: 'bare', pod: { hostNetwork: true }, own: { 'mtls.cdk8s.io/calls': 'ledger.pay:80' } });
    const [finding, ...others] = findingsOf([...ambient, ...server, BARE, client]);
    expect(finding).toMatchObject({ severity: 'warning', message: expect.stringContaining('reaches from other nodes no STRICT port') });
    expect(others).toEqual([]);
  });

  test.each([
    ['the label of its Namespace', pods('web', { namespace: 'bare' }), 'label Namespace bare'],
    ['a label of its pods', pods('web', { labels: { 'sidecar.istio.io/inject': 'false' } }), 'take sidecar.istio.io/inject'],
    ['the node\'s network', pods('web', { pod: { hostNetwork: true } }), 'call over a gateway'],
  ])('is told that %s keeps the proxy away', (_, client, remedy) => {
    expect(findingsOf([...STRICT_SHOP, BARE, client])[0].remedy).toContain(remedy);
  });

  test('is none in front of a PERMISSIVE port', () => {
    expect(found(ID, [injected('shop'), service('orders'), pods('orders'), BARE, pods('web', { namespace: 'bare', own: CALLS })])).toEqual([]);
  });
});
